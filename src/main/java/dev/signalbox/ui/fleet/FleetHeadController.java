package dev.signalbox.ui.fleet;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.ui.fleet.standing.FleetPicture;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.javafx.FontIcon;

/** Whether this window hears of the engines at all, and what concerns all of it. FX thread. */
final class FleetHeadController {
  private final FleetModel model;
  private final Theme theme;
  private final Runnable showKeys;
  private final Scheduler clock;
  private final Texts texts;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

  @FXML private FontIcon linkIcon;
  @FXML private Label link;
  @FXML private Label summary;
  @FXML private Button themeButton;
  @FXML private FontIcon themeIcon;

  FleetHeadController(
      FleetModel model, Theme theme, Runnable showKeys, Scheduler clock, Texts texts) {
    this.model = model;
    this.theme = theme;
    this.showKeys = showKeys;
    this.clock = clock;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    model.pictureProperty().subscribe(this::show);
    showTheme();
  }

  private void show(FleetPicture picture) {
    switch (picture.link()) {
      case Link.Online(Instant since, List<String> lacking) when lacking.isEmpty() ->
          show("fth-check-circle", Tone.SUCCESS, texts.get("fleet.link.online", at(since)));
      case Link.Online(Instant since, List<String> lacking) ->
          show(
              "fth-alert-triangle",
              Tone.WARNING,
              texts.get(
                  "fleet.link.lacking", at(since), ForeignText.line(String.join("; ", lacking))));
      case Link.Reading(Instant since) ->
          show("fth-loader", Tone.ACCENT, texts.get("fleet.link.reading", at(since)));
      case Link.Offline(Instant since, String reason) ->
          show(
              "fth-wifi-off",
              Tone.DANGER,
              texts.get("fleet.link.offline", at(since), ForeignText.line(reason)));
    }
    summary.setText(texts.get("fleet.summary", picture.engines().size(), picture.certain()));
    title.set(texts.get("fleet.title", summary.getText()));
  }

  private String at(Instant moment) {
    return TimeText.moment(moment, clock.now());
  }

  private void show(String icon, Tone tone, String words) {
    linkIcon.setIconLiteral(icon);
    tone.applyTo(linkIcon, link);
    link.setText(words);
    link.getTooltip().setText(words);
  }

  /** Of the whole window, with what is most worth to be seen in a task bar. */
  ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  @FXML
  private void nextTheme() {
    theme.chooseNext();
    showTheme();
  }

  /** Says on the button which theme is chosen; another window may have done it. */
  void showTheme() {
    String words = texts.get(theme.choice().textKey());
    if (!words.equals(themeButton.getAccessibleText())) {
      themeIcon.setIconLiteral(theme.choice().icon());
      themeButton.setAccessibleText(words);
      themeButton.getTooltip().setText(words);
    }
  }

  @FXML
  private void showKeys() {
    showKeys.run();
  }
}
