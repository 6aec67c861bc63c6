package dev.signalbox.ui.toolkit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Locale;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;

/** Light, dark, or as the platform has it. One for the whole window; FX thread only. */
public final class Theme {
  /** What the operator chose. */
  public enum Choice {
    AUTO("fth-monitor"),
    LIGHT("fth-sun"),
    DARK("fth-moon");

    private final String icon;

    Choice(String icon) {
      this.icon = icon;
    }

    public String icon() {
      return icon;
    }

    /** Key of this choice's text. */
    public String textKey() {
      return "theme." + name().toLowerCase(Locale.ROOT);
    }

    Choice next() {
      return switch (this) {
        case AUTO -> LIGHT;
        case LIGHT -> DARK;
        case DARK -> AUTO;
      };
    }
  }

  private final ChangeListener<ColorScheme> platformChanged = (_, _, _) -> apply();
  private Choice choice = Choice.AUTO;

  /** Follows the platform from now on. */
  public Theme() {
    Platform.getPreferences().colorSchemeProperty().addListener(platformChanged);
    apply();
  }

  public Choice choice() {
    return choice;
  }

  /** From auto to light to dark and round again. */
  public void chooseNext() {
    choose(choice.next());
  }

  public void choose(Choice chosen) {
    choice = chosen;
    apply();
  }

  private void apply() {
    Application.setUserAgentStylesheet(
        (isDark() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
  }

  private boolean isDark() {
    return switch (choice) {
      case LIGHT -> false;
      case DARK -> true;
      case AUTO -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }
}
