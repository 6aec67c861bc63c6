package dev.signalbox.shutdown.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.shutdown.state.ProgramEvent.Finished;
import dev.signalbox.shutdown.state.ProgramEvent.PhaseBegun;
import dev.signalbox.shutdown.state.ProgramEvent.ShutdownRequested;
import dev.signalbox.shutdown.state.ProgramState.Closed;
import dev.signalbox.shutdown.state.ProgramState.Closing;
import dev.signalbox.shutdown.state.ProgramState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program's interlocking: every state with every event. */
class ProgramTransitionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant HALT = NOW.plusSeconds(10);
  private static final Instant UNTIL = NOW.plusSeconds(4);
  private static final ShutdownReason TERM = new ShutdownReason.Signal(15);
  private static final ShutdownReport REPORT = report(TERM);

  private static final Open OPEN = new Open();
  private static final Closing CLOSING = new Closing(ShutdownPhase.RELAY, NOW, NOW, HALT, TERM);
  private static final Closed CLOSED = new Closed(REPORT);

  private static final ShutdownRequested REQUESTED = new ShutdownRequested(TERM, NOW, HALT);
  private static final ShutdownRequested AGAIN =
      new ShutdownRequested(
          new ShutdownReason.WindowClosed(), NOW.plusSeconds(1), HALT.plusSeconds(1));
  private static final PhaseBegun BEGUN = new PhaseBegun(ShutdownPhase.NATS, UNTIL);
  private static final Finished FINISHED = new Finished(REPORT);

  private static ShutdownReport report(ShutdownReason reason) {
    return new ShutdownReport(reason, List.of(), Duration.ofMillis(7));
  }

  static Stream<Arguments> everyPair() {
    return Stream.of(
        Arguments.of(OPEN, REQUESTED, new Closing(ShutdownPhase.ATTEMPTS, HALT, NOW, HALT, TERM)),
        Arguments.of(OPEN, BEGUN, OPEN),
        Arguments.of(OPEN, FINISHED, OPEN),
        Arguments.of(CLOSING, AGAIN, CLOSING),
        Arguments.of(CLOSING, BEGUN, new Closing(ShutdownPhase.NATS, UNTIL, NOW, HALT, TERM)),
        Arguments.of(CLOSING, FINISHED, CLOSED),
        Arguments.of(CLOSED, AGAIN, CLOSED),
        Arguments.of(CLOSED, BEGUN, CLOSED),
        Arguments.of(CLOSED, new Finished(report(new ShutdownReason.Quit())), CLOSED));
  }

  @ParameterizedTest
  @MethodSource("everyPair")
  void goesOneWay(ProgramState state, ProgramEvent event, ProgramState expected) {
    assertThat(ProgramTransitions.next(state, event)).isEqualTo(expected);
  }

  @Test
  void theTableIsTotal() {
    int states = ProgramState.class.getPermittedSubclasses().length;
    int events = ProgramEvent.class.getPermittedSubclasses().length;

    assertThat(everyPair().map(pair -> pair.get()[0].getClass() + " " + pair.get()[1].getClass()))
        .doesNotHaveDuplicates()
        .hasSize(states * events);
  }
}
