package dev.signalbox.ui.settings;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.FxThread;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the engine for one thing after the other, and tells what came of it. FX thread. */
final class Sending {
  private final Function<Command, CompletionStage<Verdict>> engine;
  private final Runnable changed;
  private final Consumer<String> refused;
  private boolean underWay;

  /**
   * Has asked nothing yet.
   *
   * @param changed is called when an answer begins to be waited for, and when it has come
   * @param refused is told why something was not done
   */
  Sending(
      Function<Command, CompletionStage<Verdict>> engine,
      Runnable changed,
      Consumer<String> refused) {
    this.engine = engine;
    this.changed = changed;
    this.refused = refused;
  }

  /** Whether an answer is waited for. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Asks for this; {@code done} is called if it took effect. */
  void send(Command command, Runnable done) {
    underWay = true;
    changed.run();
    var _ =
        engine
            .apply(command)
            .whenComplete((verdict, lost) -> FxThread.run(() -> sent(verdict, lost, done)));
  }

  private void sent(@Nullable Verdict verdict, @Nullable Throwable lost, Runnable done) {
    underWay = false;
    changed.run();
    switch (verdict) {
      case Verdict.Refused(String why) -> refused.accept(why);
      case Verdict.Accepted _, Verdict.Joined _, Verdict.Ignored _ -> done.run();
      case null -> refused.accept(String.valueOf(lost));
    }
  }
}
