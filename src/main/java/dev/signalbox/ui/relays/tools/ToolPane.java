package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.RelayTools;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.Pane;

/**
 * What the panes of the tools that ask once have in common: a button that asks, one that calls that
 * off, and what came of it.
 *
 * <p>Threading: for the FX thread.
 */
final class ToolPane {
  private final ToolDesk desk;
  private final Texts texts;
  private final ToolMessage message;
  private final ToolCall call = new ToolCall();

  ToolPane(ToolDesk desk) {
    this.desk = desk;
    this.texts = desk.texts();
    this.message = new ToolMessage(texts);
  }

  /**
   * Is shown by these.
   *
   * @param asking what is said while an answer is waited for
   * @param changed is told whether one is, now and whenever that changes
   */
  void showIn(
      TitledPane pane,
      Button run,
      Button cancel,
      Pane messagePlace,
      String asking,
      Consumer<Boolean> changed) {
    messagePlace.getChildren().add(message);
    call.underWayProperty()
        .subscribe(
            underWay -> {
              ActionButton.setShown(cancel, underWay, pane);
              ActionButton.setDisabled(run, underWay, cancel);
              if (underWay) {
                message.say(asking);
              }
              changed.accept(underWay);
            });
  }

  /** Why the button that asks can do nothing now. */
  Optional<String> refusal() {
    return isUnderWay() ? Optional.of(texts.get("tools.asking")) : Optional.empty();
  }

  boolean isUnderWay() {
    return call.underWayProperty().get();
  }

  /** Asks the relay's tools, and says so if there are none any more. */
  <T> void ask(
      Function<RelayTools, CompletionStage<Answer<T>>> question, Consumer<Optional<T>> heard) {
    desk.tools()
        .ifPresentOrElse(
            tools -> await(question.apply(tools), heard),
            () -> message.warn(texts.get("tools.gone")));
  }

  /** Waits for this answer; if it has no value, what it says instead is said here. */
  <T> void await(CompletionStage<Answer<T>> answer, Consumer<Optional<T>> heard) {
    call.await(answer, found -> heard.accept(message.given(found)));
  }

  /**
   * Sends a command and says what became of it.
   *
   * @param answered is called first, whatever the answer
   * @param done what is said if it took effect
   */
  void send(Command command, Runnable answered, String done) {
    CompletionStage<Answer<Verdict>> answer =
        desk.commands().apply(command).thenApply(Answer.Given::new);
    call.await(
        answer,
        found -> {
          answered.run();
          message.given(found).ifPresent(verdict -> message.verdict(verdict, done));
        });
  }

  /** Waits no longer, because the operator said so. */
  void callOff() {
    call.cancel();
    message.say(texts.get("tools.calledOff"));
  }

  /** Waits no longer. */
  void close() {
    call.cancel();
  }
}
