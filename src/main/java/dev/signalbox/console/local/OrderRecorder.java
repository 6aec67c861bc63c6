package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes into an engine's history what of an operator's orders changes no connection and no relay,
 * and is worth knowing all the same: that it was armed or locked, and what was refused.
 *
 * <p>Threading: any thread, returns at once.
 */
final class OrderRecorder {
  private final TransitionHistory history;
  private final Supplier<ProgramSnapshot> program;
  private final Supplier<Instant> now;

  OrderRecorder(
      TransitionHistory history, Supplier<ProgramSnapshot> program, Supplier<Instant> now) {
    this.history = history;
    this.program = program;
    this.now = now;
  }

  /** That was the answer to this. On the way down everything is refused, which is no news. */
  void answered(Command command, Verdict verdict, Actor by) {
    ProgramSnapshot present = program.get();
    if (!(present.state() instanceof ProgramState.Open)) {
      return;
    }
    if (verdict instanceof Verdict.Refused(String reason)) {
      record(Transition.REFUSED, words(command) + ": " + reason, by);
    } else if (command instanceof Command.Arm) {
      // With its end, so that arming anew is news.
      record(Transition.ARMED, until(present), by);
    } else if (command instanceof Command.Lock) {
      record(Transition.LOCKED, "", by);
    }
  }

  private static String until(ProgramSnapshot present) {
    return present
        .armedUntil()
        .map(end -> "until " + end.truncatedTo(ChronoUnit.SECONDS))
        .orElse("");
  }

  private void record(String word, String cause, Actor by) {
    history.record(
        new Transition(
            Subject.PROGRAM,
            now.get(),
            "",
            word,
            Optional.of(cause).filter(text -> !text.isEmpty()),
            Optional.of(by)));
  }

  private static String words(Command command) {
    return switch (command) {
      case Command.Connect c -> "connect " + c.connection();
      case Command.Cancel c -> "cancel " + c.connection();
      case Command.Disconnect c -> "disconnect " + c.connection();
      case Command.Reconnect c -> "reconnect " + c.connection();
      case Command.Start c -> "start polling " + c.relay();
      case Command.CancelStart c -> "cancel the start of " + c.relay();
      case Command.Stop c -> "stop polling " + c.relay();
      case Command.StopNow c -> "stop polling now " + c.relay();
      case Command.HandOver c -> "hand over " + c.relay();
      case Command.Arm _ -> "arm";
      case Command.Lock _ -> "lock";
      case Command.SetPosition c -> "set the position of " + c.relay();
      case Command.TakeOver c -> "take over the lease of " + c.relay();
      case Command.Republish c -> "store missing rows again of " + c.relay();
      case Command.RemoveConnection c -> "take out " + c.connection();
      case Command.SaveConnection c -> "save the connection " + c.edit().draft().name();
      case Command.DeleteConnection c -> "remove the connection " + c.connection();
      case Command.ReloadConfiguration _ -> "reload the configuration";
      case Command.RemoveRelay c -> "take out " + c.relay();
    };
  }
}
