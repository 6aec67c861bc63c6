package dev.signalbox.ui.model;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Who sits at this window: sends commands in that person's name, and hears what became of them. */
public final class Operator {
  private final Console console;
  private final Actor self;
  private final Texts texts;
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");

  public Operator(Console console, Actor self, Texts texts) {
    this.console = console;
    this.self = self;
    this.texts = texts;
  }

  /** Sends a command, and keeps the reason if it is refused. */
  public void send(Command command) {
    follow(console.send(command, self));
  }

  /** Sends a command like that, and also returns what became of it. */
  public CompletionStage<Verdict> ask(Command command) {
    CompletionStage<Verdict> answer = console.send(command, self);
    follow(answer);
    return answer;
  }

  /** Keeps the reason if this is refused; that of an earlier command is forgotten. */
  public void follow(CompletionStage<Verdict> answer) {
    refusal.set("");
    var _ = answer.whenComplete((verdict, lost) -> FxThread.run(() -> show(verdict, lost)));
  }

  /** Says why what the operator asked for was not even sent. */
  public void refuse(String reason) {
    refusal.set(texts.get("status.refused", reason));
  }

  private void show(@Nullable Verdict verdict, @Nullable Throwable lost) {
    if (lost != null) {
      refusal.set(texts.get("status.unanswered", lost.toString()));
    } else if (verdict instanceof Verdict.Refused refused) {
      refusal.set(texts.get("status.refused", refused.reason()));
    }
  }

  /** Why the last command was refused; empty if it was not. */
  public ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }
}
