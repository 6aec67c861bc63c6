package dev.signalbox.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** All that a person can read in the program's windows. */
public final class WindowTexts {
  private final List<String> texts = new ArrayList<>();

  private WindowTexts() {}

  /** What is there to be read now, shown or hidden. For the FX thread. */
  public static List<String> now() {
    WindowTexts found = new WindowTexts();
    for (Window window : Window.getWindows()) {
      if (window instanceof Stage stage) {
        found.add(stage.getTitle());
      }
      found.addAll(window.getScene().getRoot());
    }
    return found.texts;
  }

  private void addAll(Node node) {
    add(node.getAccessibleText());
    add(node.getAccessibleHelp());
    switch (node) {
      case Labeled labeled -> add(labeled.getText());
      case TextInputControl field ->
          Stream.of(field.getText(), field.getPromptText()).forEach(this::add);
      case Text text -> add(text.getText());
      default -> {}
    }
    if (node instanceof Control control) {
      Tooltip tooltip = control.getTooltip();
      add(tooltip == null ? null : tooltip.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::addAll);
    }
  }

  private void add(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      texts.add(text);
    }
  }
}
