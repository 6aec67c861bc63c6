package dev.signalbox.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionEffect;
import dev.signalbox.connection.ConnectionEvent;
import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.ConnectionStatus;
import dev.signalbox.connection.ConnectionTransition;
import dev.signalbox.connection.ConnectionTransitions;
import dev.signalbox.connection.Verdict;
import dev.signalbox.shutdown.EndpointModel.Interlocking;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Program, relay and endpoints together, walked through breadth first: every situation that any
 * order of commands, reports, time-outs and steps of a shutdown can lead to.
 */
@Timeout(300)
class InterlockingExplorationTest {
  private static final Interlocking TRUE = ConnectionTransitions::next;

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 1", "3, 0"})
  void nothingIsEverLostAndEverythingEnds(int endpoints, int orphans) {
    InterlockingExploration exploration = new InterlockingExploration(TRUE, endpoints, orphans);

    exploration.run();

    System.out.printf(
        "Interlocking: %d endpoints with %d orphans each at most, %,d situations%n",
        endpoints, orphans, exploration.situations());
    assertThat(exploration.broken()).isEmpty();
    assertThat(exploration.closed()).isPositive();
  }

  /** An interlocking with one transition gone wrong. */
  record Mistake(String breaks, Interlocking interlocking) {
    @Override
    public String toString() {
      return breaks;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "every command has an outcome",
            (status, event) ->
                event instanceof ConnectionEvent.Cancel
                        && status.state() instanceof ConnectionState.Off
                    ? new ConnectionTransition(status, List.of(), new Verdict.Ignored())
                    : TRUE.apply(status, event)),
        new Mistake(
            "one current attempt exactly while connecting",
            (status, event) -> without(ConnectionEffect.AbandonAttempt.class, status, event)),
        new Mistake(
            "one session of the supervisor's exactly while connected or stale",
            (status, event) -> without(ConnectionEffect.CloseSession.class, status, event)),
        new Mistake(
            "a retry armed exactly while waiting",
            (status, event) -> without(ConnectionEffect.DisarmRetry.class, status, event)),
        new Mistake(
            "every thread left behind is counted, and no other",
            (status, event) ->
                event instanceof ConnectionEvent.ThreadEnded
                    ? new ConnectionTransition(status, List.of(), new Verdict.Ignored())
                    : TRUE.apply(status, event)),
        new Mistake(
            "no StartAttempt of what is not one's own",
            (status, event) ->
                event instanceof ConnectionEvent.Connect && status.retired()
                    ? retired(
                        TRUE.apply(
                            new ConnectionStatus(status.state(), status.abandoned(), false), event))
                    : TRUE.apply(status, event)),
        new Mistake(
            "no AdoptSession of what is not one's own",
            (status, event) ->
                event instanceof ConnectionEvent.Opened late
                        && status.state() instanceof ConnectionState.Off
                    ? new ConnectionTransition(
                        status,
                        List.of(new ConnectionEffect.AdoptSession(late.attempt())),
                        new Verdict.Accepted())
                    : TRUE.apply(status, event)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(Mistake mistake) {
    InterlockingExploration exploration = new InterlockingExploration(mistake.interlocking(), 1, 1);
    exploration.run();
    assertThat(exploration.broken()).contains(mistake.breaks());
  }

  @Test
  void aShutdownThatForgetsToRetireIsFound() {
    Interlocking deaf =
        (status, event) ->
            event instanceof ConnectionEvent.Retire
                ? new ConnectionTransition(status, List.of(), new Verdict.Accepted())
                : TRUE.apply(status, event);
    InterlockingExploration exploration = new InterlockingExploration(deaf, 1, 1);
    exploration.run();
    assertThat(exploration.broken()).contains(InterlockingExploration.NOTHING_LEFT);
  }

  private static ConnectionTransition without(
      Class<? extends ConnectionEffect> forgotten, ConnectionStatus status, ConnectionEvent event) {
    ConnectionTransition step = TRUE.apply(status, event);
    return new ConnectionTransition(
        step.next(),
        step.effects().stream().filter(effect -> !forgotten.isInstance(effect)).toList(),
        step.verdict());
  }

  private static ConnectionTransition retired(ConnectionTransition step) {
    ConnectionStatus next = step.next();
    return new ConnectionTransition(
        new ConnectionStatus(next.state(), next.abandoned(), true), step.effects(), step.verdict());
  }
}
