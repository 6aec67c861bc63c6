package dev.signalbox.ui.settings;

import dev.signalbox.ui.connections.PasswordForm;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.toolkit.Question;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** Where the configuration asks the operator something, one question at a time. */
final class QuestionPlace {
  private final StackPane place;
  private final Texts texts;
  private final Supplier<Optional<String>> tested;
  private final Runnable cancelTest;
  private final Runnable focus;
  private ObservableList<PasswordQuestion> passwords = FXCollections.emptyObservableList();

  /**
   * Asks nothing yet.
   *
   * @param tested how the question for a password calls what is being tested
   * @param cancelTest calls that test off
   * @param focus gives the keyboard back
   */
  QuestionPlace(
      StackPane place,
      Texts texts,
      Supplier<Optional<String>> tested,
      Runnable cancelTest,
      Runnable focus) {
    this.place = place;
    this.texts = texts;
    this.tested = tested;
    this.cancelTest = cancelTest;
    this.focus = focus;
  }

  boolean isAsking() {
    return !place.getChildren().isEmpty();
  }

  boolean isAskingForPassword() {
    return place.getChildren().stream().anyMatch(PasswordForm.class::isInstance);
  }

  /** Asks; nothing happens unless that is confirmed. */
  void ask(String effect, String confirm, String keep, Runnable confirmed) {
    Question question = new Question(effect, confirm, keep, confirmed, this::close);
    show(question);
    question.focusHarmless();
  }

  /** From now on the password of what is tested is asked for here. */
  void answerPasswords(ObservableList<PasswordQuestion> open) {
    passwords = open;
    open.addListener((ListChangeListener<PasswordQuestion>) _ -> showPassword());
  }

  /** Asks for the password that the test waits for, if it waits for one. */
  void showPassword() {
    Optional<PasswordQuestion> asked =
        passwords.stream()
            .filter(one -> tested.get().filter(one.endpointLabel()::equals).isPresent())
            .findFirst();
    boolean shown = isAskingForPassword();
    if (asked.isEmpty() && shown) {
      close();
    } else if (asked.isPresent() && !shown) {
      PasswordForm password =
          new PasswordForm(
              asked.get().endpointLabel(),
              texts,
              secret -> asked.get().answer().complete(secret),
              cancelTest);
      show(password);
      password.focus();
    }
  }

  private void show(Node node) {
    place.getChildren().setAll(node);
    place.setVisible(true);
    place.setManaged(true);
  }

  void close() {
    boolean focused = place.isFocusWithin();
    place.getChildren().clear();
    place.setVisible(false);
    place.setManaged(false);
    if (focused) {
      focus.run();
    }
  }
}
