package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.TextPattern;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;

/** What a line says, with what was found in it lit up. */
final class LogMessage extends Label {
  private final Path marks = new Path();
  private List<TextPattern.Place> places = List.of();

  LogMessage() {
    getStyleClass().add("log-message");
    marks.getStyleClass().add("log-found");
    marks.setManaged(false);
    setMaxWidth(Double.MAX_VALUE);
  }

  void show(String text, List<TextPattern.Place> found) {
    setText(text);
    if (!places.equals(found)) {
      places = found;
      requestLayout();
    }
  }

  /** Whether anything in it is lit up. */
  boolean isLit() {
    return !marks.getElements().isEmpty();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (!places.isEmpty() || isLit()) {
      light();
    }
  }

  /** Behind the text, wherever the label has put it and however much of it there is room for. */
  private void light() {
    marks.getElements().clear();
    if (!(lookup(".text") instanceof Text text)) {
      return;
    }
    if (!getChildren().contains(marks)) {
      getChildren().addFirst(marks);
    }
    int visible = text.getText().length();
    for (TextPattern.Place place : places) {
      if (place.from() < visible) {
        marks.getElements().addAll(text.rangeShape(place.from(), Math.min(place.to(), visible)));
      }
    }
    marks.setLayoutX(text.getLayoutX());
    marks.setLayoutY(text.getLayoutY());
  }
}
