package dev.signalbox.connection.state;

import static dev.signalbox.connection.state.ConnectionExamples.BEGAN;
import static dev.signalbox.connection.state.ConnectionExamples.RETRY_AT;
import static dev.signalbox.connection.state.ConnectionExamples.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionEffect.AbandonAttempt;
import dev.signalbox.connection.state.ConnectionEffect.AdoptSession;
import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.StartAttempt;
import dev.signalbox.connection.state.ConnectionEvent.Cancel;
import dev.signalbox.connection.state.ConnectionEvent.Connect;
import dev.signalbox.connection.state.ConnectionEvent.Opened;
import dev.signalbox.connection.state.ConnectionEvent.PhaseReached;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The interlocking, walked through: every status that any sequence of events can lead to within a
 * bounded number of attempts, however late, often or unlikely its reports are.
 */
class ConnectionExplorationTest {
  /** Enough for three orphans, a refusal, and everything that may follow. */
  private static final long ATTEMPTS = 6;

  /** Enough for every mistake to show. */
  private static final long ATTEMPTS_TO_A_MISTAKE = 4;

  @FunctionalInterface
  interface Interlocking {
    ConnectionTransition next(ConnectionStatus status, ConnectionEvent event);
  }

  /** An interlocking with one transition gone wrong. */
  record Mistake(TransitionRule breaks, Interlocking interlocking) {
    @Override
    public String toString() {
      return breaks.name();
    }
  }

  /** A status, and how many attempts were begun to get there. */
  record Place(ConnectionStatus status, long attempts) {}

  record Exploration(Set<Place> places, Map<TransitionRule, String> broken) {}

  private static Exploration real = new Exploration(Set.of(), Map.of());

  /** Walked through once for all tests. */
  @BeforeAll
  static void walkThrough() {
    real = explore(ConnectionTransitions::next, ATTEMPTS, EnumSet.noneOf(TransitionRule.class));
  }

  @Test
  void everyReachableStatusKeepsEveryRule() {
    Exploration exploration = real;

    System.out.println("Interlocking: " + exploration.places().size() + " places explored");
    assertThat(exploration.broken()).isEmpty();
    assertThat(exploration.places())
        .as("all states are reached")
        .extracting(place -> place.status().state().getClass().getSimpleName())
        .contains("Off", "Connecting", "Cancelling", "Connected", "Stale", "Waiting", "Failed")
        .contains("Closing");
    assertThat(exploration.places())
        .as("the most orphans there may be are reached")
        .anyMatch(place -> place.status().orphans() == ConnectionStatus.MAXIMUM_ORPHANS);
  }

  @Test
  void everyReachableStatusCanBeBroughtDown() {
    assertThat(real.places()).allMatch(ConnectionExplorationTest::bringDown);
  }

  /** What a shutdown does: retire, disconnect, and let everything end. */
  private static boolean bringDown(Place place) {
    AttemptId unused = new AttemptId(ATTEMPTS + 1);
    ConnectionStatus status = place.status();
    for (String command : List.of("Retire", "Disconnect")) {
      ConnectionEvent event = named(ConnectionExamples.commands(unused), command);
      status = ConnectionTransitions.next(status, event).next();
    }
    for (AttemptId id : ids(place.attempts())) {
      for (String report : List.of("SessionClosed", "ThreadEnded")) {
        ConnectionEvent event = named(ConnectionExamples.reports(id, unused), report);
        status = ConnectionTransitions.next(status, event).next();
      }
    }
    boolean ended = status.state() instanceof Off || status.state() instanceof Failed;
    return ended && status.abandoned().isEmpty();
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            TransitionRule.COMMANDS_HAVE_AN_OUTCOME,
            (status, event) ->
                event instanceof Cancel && status.state() instanceof Off
                    ? ConnectionTransition.ignored(status)
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.REPORTS_ARE_NEVER_REFUSED,
            (status, event) ->
                event instanceof Opened && status.state() instanceof Off
                    ? ConnectionTransition.refused(status, "too late")
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.WHAT_IS_NOT_ACCEPTED_DOES_NOTHING,
            (status, event) ->
                event instanceof PhaseReached && status.state() instanceof Off
                    ? ConnectionTransition.ignored(status.with(new Off(RETRY_AT)))
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.RETIRED_IS_FOR_EVER,
            (status, event) ->
                event instanceof PhaseReached
                    ? ConnectionTransition.accepted(
                        new ConnectionStatus(status.state(), status.abandoned(), false))
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.RETIRED_NEVER_BEGINS,
            (status, event) ->
                event instanceof Connect && status.retired() && status.state() instanceof Off
                    ? retiredAgain(ConnectionTransitions.next(notRetired(status), event))
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.AN_ATTEMPT_IS_STARTED_WHEN_IT_BECOMES_CURRENT,
            (status, event) -> {
              ConnectionTransition step = ConnectionTransitions.next(status, event);
              return status.state() instanceof Failed ? without(StartAttempt.class, step) : step;
            }),
        new Mistake(
            TransitionRule.AN_ATTEMPT_THAT_IS_LEFT_ALONE_IS_ABANDONED,
            (status, event) -> {
              ConnectionTransition step = ConnectionTransitions.next(status, event);
              return event instanceof Cancel ? without(AbandonAttempt.class, step) : step;
            }),
        new Mistake(
            TransitionRule.A_SESSION_IS_ADOPTED_ONLY_FROM_THE_CURRENT_ATTEMPT,
            (status, event) ->
                event instanceof Opened o && status.state() instanceof Connecting
                    ? ConnectionTransition.accepted(
                        status.with(
                            new Connected(o.attempt(), BEGAN, o.peer(), Optional.empty(), BEGAN)),
                        new AdoptSession(o.attempt()))
                    : ConnectionTransitions.next(status, event)),
        new Mistake(
            TransitionRule.A_SESSION_IS_CLOSED_ONCE_WHEN_IT_IS_GIVEN_UP,
            (status, event) -> {
              ConnectionTransition step = ConnectionTransitions.next(status, event);
              return event instanceof SessionLost ? without(CloseSession.class, step) : step;
            }),
        new Mistake(
            TransitionRule.A_RETRY_IS_ARMED_EXACTLY_WHILE_WAITING,
            (status, event) -> {
              ConnectionTransition step = ConnectionTransitions.next(status, event);
              return status.state() instanceof Closing ? without(ArmRetry.class, step) : step;
            }),
        new Mistake(
            TransitionRule.AT_MOST_THREE_ORPHANS,
            (status, event) -> {
              ConnectionStatus forgetful =
                  new ConnectionStatus(status.state(), Set.of(), status.retired());
              return event instanceof Connect && status.state() instanceof Failed
                  ? withOrphansOf(status, ConnectionTransitions.next(forgetful, event))
                  : ConnectionTransitions.next(status, event);
            }));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(Mistake mistake) {
    assertThat(
            explore(mistake.interlocking(), ATTEMPTS_TO_A_MISTAKE, EnumSet.of(mistake.breaks()))
                .broken())
        .containsKey(mistake.breaks());
  }

  @Test
  void everyRuleIsShownToBite() {
    assertThat(mistakes().map(Mistake::breaks)).containsExactlyInAnyOrder(TransitionRule.values());
  }

  private static ConnectionTransition without(
      Class<? extends ConnectionEffect> forgotten, ConnectionTransition step) {
    return new ConnectionTransition(
        step.next(),
        step.effects().stream().filter(effect -> !forgotten.isInstance(effect)).toList(),
        step.verdict());
  }

  private static ConnectionStatus notRetired(ConnectionStatus status) {
    return new ConnectionStatus(status.state(), status.abandoned(), false);
  }

  private static ConnectionTransition retiredAgain(ConnectionTransition step) {
    return new ConnectionTransition(step.next().retire(), step.effects(), step.verdict());
  }

  private static ConnectionTransition withOrphansOf(
      ConnectionStatus status, ConnectionTransition step) {
    return new ConnectionTransition(
        new ConnectionStatus(step.next().state(), status.abandoned(), status.retired()),
        step.effects(),
        step.verdict());
  }

  /** Everywhere, or until these rules are broken, if there are any. */
  private static Exploration explore(
      Interlocking interlocking, long attempts, Set<TransitionRule> sought) {
    Place start = new Place(ConnectionStatus.initial(BEGAN), 0);
    Set<Place> places = new HashSet<>(Set.of(start));
    Map<TransitionRule, String> broken = new EnumMap<>(TransitionRule.class);
    Deque<Place> open = new ArrayDeque<>(places);
    while (!open.isEmpty() && (sought.isEmpty() || !broken.keySet().containsAll(sought))) {
      Place place = open.remove();
      for (ConnectionEvent event : events(place.attempts())) {
        ConnectionTransition step = interlocking.next(place.status(), event);
        TransitionRule.broken(place.status(), event, step)
            .forEach(rule -> broken.computeIfAbsent(rule, _ -> place + " on " + event));
        boolean began = step.effects().stream().anyMatch(StartAttempt.class::isInstance);
        Place next = new Place(step.next(), place.attempts() + (began ? 1 : 0));
        if (next.attempts() <= attempts && places.add(next)) {
          open.add(next);
        }
      }
    }
    return new Exploration(places, broken);
  }

  /** Everything that may happen, reports of attempts that ended long ago included. */
  private static List<ConnectionEvent> events(long attempts) {
    AttemptId next = new AttemptId(attempts + 1);
    List<ConnectionEvent> events = new ArrayList<>(ConnectionExamples.commands(next).values());
    ids(attempts).forEach(id -> events.addAll(ConnectionExamples.reports(id, next).values()));
    events.add(ConnectionExamples.retryDue(RETRY_AT, next));
    events.add(ConnectionExamples.retryDueOrPutOff(RETRY_AT, next));
    events.add(ConnectionExamples.retryDue(BEGAN, next));
    return events;
  }

  private static List<AttemptId> ids(long attempts) {
    return LongStream.rangeClosed(1, attempts).mapToObj(AttemptId::new).toList();
  }
}
