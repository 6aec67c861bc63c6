package dev.signalbox.console.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.ui.States;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of orders that change no connection and no relay. */
class OrderRecorderTest {
  private static final Verdict DONE = new Verdict.Accepted();
  private static final Verdict REFUSED = new Verdict.Refused("arm it first");

  private final TransitionHistory history = new TransitionHistory();
  private Instant now = States.NOW;
  private ProgramSnapshot program = open(Optional.empty());
  private final OrderRecorder orders = new OrderRecorder(history, () -> program, () -> now);

  private static ProgramSnapshot open(Optional<Instant> armedUntil) {
    return new ProgramSnapshot(new ProgramState.Open(), List.of(), armedUntil);
  }

  private void answered(Command command, Verdict verdict) {
    orders.answered(command, verdict, Askers.TEST);
    now = now.plusSeconds(1);
  }

  private List<String> kept() {
    return history.of(Subject.PROGRAM, 100).stream()
        .map(one -> one.to() + " " + one.cause().orElse("-"))
        .toList();
  }

  @Test
  void armingLockingAndWhatIsRefusedAreKeptWithWhoAsked() {
    answered(new Command.Start("txlog"), REFUSED);
    program = open(Optional.of(Instant.parse("2026-03-02T10:24:07.4Z")));
    answered(new Command.Arm(), DONE);
    program = open(Optional.of(Instant.parse("2026-03-02T10:31:00Z")));
    answered(new Command.Arm(), DONE);
    answered(new Command.Start("txlog"), DONE);
    answered(new Command.Lock(), DONE);
    answered(new Command.RemoveRelay("txlog"), REFUSED);
    answered(new Command.RemoveRelay("txlog"), REFUSED);

    assertThat(kept())
        .containsExactly(
            "Refused start polling txlog: arm it first",
            "Armed until 2026-03-02T10:24:07Z",
            "Armed until 2026-03-02T10:31:00Z",
            "Locked -",
            "Refused take out txlog: arm it first");
    assertThat(history.of(Subject.PROGRAM, 100))
        .extracting(Transition::by)
        .containsOnly(Optional.of(Askers.TEST));
    assertThat(history.of(Subject.PROGRAM, 100).getFirst().at()).isEqualTo(States.NOW);
  }

  @Test
  void whatIsRefusedOnTheWayDownIsNoNews() {
    program =
        new ProgramSnapshot(
            new ProgramState.Closing(ShutdownPhase.RELAY, now, now, now, new ShutdownReason.Quit()),
            List.of(),
            Optional.empty());
    answered(new Command.Start("txlog"), REFUSED);

    assertThat(kept()).isEmpty();
  }
}
