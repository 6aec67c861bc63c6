package dev.signalbox.ui.relays.tools;

import dev.signalbox.ui.toolkit.Question;
import dev.signalbox.ui.toolkit.Reveal;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** The one question of a tool, in its place; closed, it leaves the keyboard where it came from. */
final class ToolQuestion {
  private Pane place = new StackPane();
  private Node home = place;

  void showIn(Pane inPlace, Node askedBy) {
    place = inPlace;
    home = askedBy;
    close();
  }

  void ask(String effect, String confirm, String keep, Runnable confirmed) {
    Question question = new Question(effect, confirm, keep, confirmed, this::close);
    place.getChildren().setAll(question);
    place.setVisible(true);
    place.setManaged(true);
    question.focusHarmless();
    Reveal.of(question);
  }

  void close() {
    boolean focused = place.isFocusWithin();
    place.getChildren().clear();
    place.setVisible(false);
    place.setManaged(false);
    if (focused) {
      home.requestFocus();
    }
  }
}
