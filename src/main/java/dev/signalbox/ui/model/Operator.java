package dev.signalbox.ui.model;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Who sits at this window: sends commands in that person's name, and hears what became of them. */
public final class Operator {
  private final Console console;
  private final Actor self;
  private final Texts texts;
  private Optional<String> lock = Optional.empty();
  private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");

  public Operator(Console console, Actor self, Texts texts) {
    this.console = console;
    this.self = self;
    this.texts = texts;
  }

  /** Sends nothing for as long as there is such a reason, which is told instead. */
  public void lock(Optional<String> reason) {
    lock = reason;
    answer.set("");
  }

  /** Sends a command, and keeps the reason if it is refused. */
  public void send(Command command) {
    var _ = ask(command);
  }

  /** Sends a command like that, and also returns what became of it. */
  public CompletionStage<Verdict> ask(Command command) {
    CompletionStage<Verdict> asked =
        lock.<CompletionStage<Verdict>>map(
                reason -> CompletableFuture.completedStage(new Verdict.Refused(reason)))
            .orElseGet(() -> console.send(command, self));
    follow(asked);
    return asked;
  }

  /** Keeps the reason if this is refused; that of an earlier command is forgotten. */
  public void follow(CompletionStage<Verdict> asked) {
    answer.set("");
    var _ = asked.whenComplete((verdict, lost) -> FxThread.run(() -> show(verdict, lost)));
  }

  /** Says what has become of something that was not asked of the engine. */
  public void tell(String words) {
    answer.set(words);
  }

  /** Says why what the operator asked for was not even sent. */
  public void refuse(String reason) {
    answer.set(texts.get("status.refused", lock.orElse(reason)));
  }

  private void show(@Nullable Verdict verdict, @Nullable Throwable lost) {
    if (lost != null) {
      answer.set(texts.get("status.unanswered", lost.toString()));
    } else if (verdict instanceof Verdict.Refused refused) {
      answer.set(texts.get("status.refused", refused.reason()));
    }
  }

  /**
   * What has become of what was asked for last, such as why it was refused; empty if all is well.
   */
  public ReadOnlyStringProperty answerProperty() {
    return answer.getReadOnlyProperty();
  }
}
