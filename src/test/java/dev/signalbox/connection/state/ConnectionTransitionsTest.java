package dev.signalbox.connection.state;

import static dev.signalbox.connection.state.ConnectionExamples.NOW;
import static dev.signalbox.connection.state.ConnectionExamples.RETRY_AT;
import static dev.signalbox.connection.state.ConnectionExamples.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionEffect.AbandonAttempt;
import dev.signalbox.connection.state.ConnectionEffect.AdoptSession;
import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.DisarmRetry;
import dev.signalbox.connection.state.ConnectionEffect.StartAttempt;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interlocking, pair by pair. */
class ConnectionTransitionsTest {
  private static final AttemptId STALE = new AttemptId(2);
  private static final AttemptId CURRENT = new AttemptId(5);
  private static final AttemptId NEXT = new AttemptId(6);

  /**
   * Every event in every state: the state that follows, then what is done. S starts an attempt, A
   * abandons it, O makes its session our own, C closes the session, R arms the retry, D disarms it.
   * A dot is a report that comes too late and changes nothing.
   */
  private static final String TABLE =
      """
      EVENT                       | Off          | Connecting   | Cancelling | Connected       | Stale           | Waiting       | Failed       | Closing:off  | Closing:again | Closing:lost
      Connect                     | Connecting S | joined       | refused    | refused         | refused         | Connecting DS | Connecting S | refused      | refused       | refused
      Cancel                      | refused      | Cancelling A | joined     | refused         | refused         | Off D         | refused      | refused      | refused       | refused
      Disconnect                  | refused      | Cancelling A | joined     | Closing:off C   | Closing:off C   | Off D         | refused      | joined       | joined:off    | joined:off
      Reconnect                   | refused      | refused      | refused    | Closing:again C | Closing:again C | refused       | refused      | refused      | joined        | refused
      Retire                      | Off          | Cancelling A | Cancelling | Connected       | Stale           | Off D         | Failed       | Closing:off  | Closing:off   | Closing:off
      PhaseReached                | .            | Connecting   | .          | .               | .               | .             | .            | .            | .             | .
      PasswordAnswered            | .            | Connecting   | .          | .               | .               | .             | .            | .            | .             | .
      Opened                      | .            | Connected O  | .          | .               | .               | .             | .            | .            | .             | .
      AttemptFailed               | .            | Failed       | .          | .               | .               | .             | .            | .            | .             | .
      AttemptFailed retry         | .            | Waiting R    | .          | .               | .               | .             | .            | .            | .             | .
      DeadlinePassed              | .            | Failed A     | .          | .               | .               | .             | .            | .            | .             | .
      DeadlinePassed retry        | .            | Waiting AR   | .          | .               | .               | .             | .            | .            | .             | .
      ThreadEnded                 | .            | .            | Off        | .               | .               | .             | .            | .            | .             | .
      CancelOverdue               | .            | .            | Off        | .               | .               | .             | .            | .            | .             | .
      RetryDue                    | .            | .            | .          | .               | .               | Connecting S  | .            | .            | .             | .
      RetryDue retry              | .            | .            | .          | .               | .               | Connecting S  | .            | .            | .             | .
      HeartbeatAnswered           | .            | .            | .          | Connected       | Connected       | .             | .            | .            | .             | .
      HeartbeatFailed             | .            | .            | .          | Stale           | Stale           | .             | .            | .            | .             | .
      SessionLost                 | .            | .            | .          | Closing:lost C  | Closing:lost C  | .             | .            | .            | .             | .
      SessionClosed               | .            | .            | .          | .               | .               | .             | .            | Off          | Connecting S  | Failed
      SessionClosed retry         | .            | .            | .          | .               | .               | .             | .            | Off          | Connecting S  | Waiting R
      SessionClosed overdue       | .            | .            | .          | .               | .               | .             | .            | Off          | Connecting S  | Failed
      SessionClosed overdue retry | .            | .            | .          | .               | .               | .             | .            | Off          | Connecting S  | Waiting R
      """;

  record Cell(String state, String event, String expected) {
    @Override
    public String toString() {
      return event + " in " + state + " -> " + expected;
    }
  }

  static List<Cell> cells() {
    List<String[]> rows =
        TABLE
            .lines()
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip))
            .map(columns -> columns.toArray(String[]::new))
            .toList();
    String[] states = rows.getFirst();
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                IntStream.range(1, row.length)
                    .mapToObj(column -> new Cell(states[column], row[0], row[column])))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void goesWhereTheTableSays(Cell cell) {
    ConnectionStatus before = status(cell.state(), 0, false);

    ConnectionTransition step =
        ConnectionTransitions.next(before, named(currentEvents(), cell.event()));

    assertThat(describe(before, step)).isEqualTo(cell.expected());
  }

  @Test
  void theTableHasEveryPair() {
    assertThat(cells())
        .extracting(cell -> cell.event() + " in " + cell.state())
        .containsExactlyInAnyOrderElementsOf(
            currentEvents().keySet().stream()
                .flatMap(event -> stateNames().stream().map(state -> event + " in " + state))
                .toList());
  }

  record Pair(ConnectionStatus status, ConnectionEvent event) {}

  static Stream<Pair> pairs() {
    return statuses()
        .flatMap(
            status ->
                Stream.concat(currentEvents().values().stream(), staleEvents().stream())
                    .map(event -> new Pair(status, event)));
  }

  @Test
  void everyPairKeepsEveryRule() {
    Map<Pair, Set<TransitionRule>> broken =
        pairs()
            .collect(
                Collectors.toMap(
                    pair -> pair, pair -> brokenRules(pair).collect(Collectors.toSet())));
    broken.values().removeIf(Set::isEmpty);

    assertThat(broken).isEmpty();
  }

  private static Stream<TransitionRule> brokenRules(Pair pair) {
    ConnectionTransition step = ConnectionTransitions.next(pair.status(), pair.event());
    // An abandoned or closing one may be the fourth here; no such status can be reached.
    return TransitionRule.broken(pair.status(), pair.event(), step)
        .filter(rule -> rule != TransitionRule.AT_MOST_THREE_ORPHANS);
  }

  @Test
  void reportsOfOthersThanTheCurrentOneNeverChangeTheState() {
    List<ConnectionEvent> stale = staleEvents();
    assertThat(statuses())
        .allSatisfy(
            status ->
                assertThat(stale)
                    .allSatisfy(
                        event -> {
                          ConnectionTransition step = ConnectionTransitions.next(status, event);
                          assertThat(step.next().state()).isEqualTo(status.state());
                          assertThat(step.effects()).isEmpty();
                        }));
  }

  @Test
  void threeOrphansRefuseConnectAndPutRetriesOff() {
    assertThat(describe("Off", 3, "Connect")).isEqualTo("refused");
    assertThat(describe("Failed", 3, "Connect")).isEqualTo("refused");
    assertThat(describe("Waiting", 3, "Connect")).isEqualTo("refused");
    assertThat(describe("Waiting", 3, "RetryDue retry")).isEqualTo("Waiting R");
    assertThat(describe("Waiting", 3, "RetryDue")).as("given up").isEqualTo("Failed");
    assertThat(describe("Closing:again", 3, "SessionClosed")).isEqualTo("Off");
    assertThat(describe("Off", 2, "Connect")).isEqualTo("Connecting S");
  }

  @Test
  void aRetryThatIsPutOffIsTheSameRetryAtAnotherTime() {
    Waiting before = (Waiting) named(ConnectionExamples.states(CURRENT), "Waiting");
    Instant later = RETRY_AT.plusSeconds(9);

    ConnectionTransition step =
        ConnectionTransitions.next(
            status("Waiting", 3, false),
            new RetryDue(RETRY_AT, RETRY_AT, new NextAttempt(NEXT, later), Optional.of(later)));

    assertThat(step.next().state())
        .isEqualTo(new Waiting(before.since(), later, before.retries(), before.cause()));
    assertThat(step.effects()).containsExactly(new ArmRetry(later));
  }

  @Test
  void whatIsRetiredNeverBeginsAgain() {
    assertThat(stateNames())
        .allSatisfy(
            state -> {
              assertThat(describe(status(state, 0, true), "Connect")).isEqualTo("refused");
              assertThat(describe(status(state, 0, true), "Reconnect")).isEqualTo("refused");
              assertThat(describe(status(state, 0, true), "Retire")).isEqualTo("joined");
            });
    assertThat(describe(status("Waiting", 0, true), "RetryDue")).isEqualTo(".");
    assertThat(describe(status("Waiting", 3, true), "RetryDue retry")).isEqualTo(".");
    assertThat(describe(status("Closing:again", 0, true), "SessionClosed")).isEqualTo("Off");
    assertThat(describe(status("Closing:lost", 0, true), "SessionClosed retry")).isEqualTo("Off");
  }

  @Test
  void aLostConnectionThatIsDisconnectedStaysOffWithoutARetry() {
    ConnectionStatus lost = status("Closing:lost", 0, false);
    ConnectionStatus unwanted =
        ConnectionTransitions.next(lost, named(currentEvents(), "Disconnect")).next();

    assertThat(describe(unwanted, "SessionClosed retry")).isEqualTo("Off");
  }

  private static String describe(String state, int orphans, String event) {
    return describe(status(state, orphans, false), event);
  }

  private static String describe(ConnectionStatus before, String event) {
    return describe(before, ConnectionTransitions.next(before, named(currentEvents(), event)));
  }

  private static String describe(ConnectionStatus before, ConnectionTransition step) {
    String effects =
        step.effects().stream()
            .map(ConnectionTransitionsTest::letter)
            .collect(Collectors.joining());
    return switch (step.verdict()) {
      case Verdict.Ignored _ -> ".";
      case Verdict.Refused _ -> "refused";
      case Verdict.Joined _ -> step.next().equals(before) ? "joined" : "joined:off";
      case Verdict.Accepted _ -> (name(step.next().state()) + " " + effects).strip();
    };
  }

  private static String name(ConnectionState state) {
    if (!(state instanceof Closing closing)) {
      return state.getClass().getSimpleName();
    }
    return switch (closing.after()) {
      case AfterClose.StayOff _ -> "Closing:off";
      case AfterClose.Reconnect _ -> "Closing:again";
      case AfterClose.Recover _ -> "Closing:lost";
    };
  }

  private static String letter(ConnectionEffect effect) {
    return switch (effect) {
      case StartAttempt _ -> "S";
      case AbandonAttempt _ -> "A";
      case AdoptSession _ -> "O";
      case CloseSession _ -> "C";
      case ArmRetry _ -> "R";
      case DisarmRetry _ -> "D";
    };
  }

  private static Set<String> stateNames() {
    return ConnectionExamples.states(CURRENT).keySet();
  }

  private static Map<String, ConnectionEvent> currentEvents() {
    Map<String, ConnectionEvent> events = new LinkedHashMap<>(ConnectionExamples.commands(NEXT));
    events.putAll(ConnectionExamples.reports(CURRENT, NEXT));
    events.put("RetryDue", ConnectionExamples.retryDue(RETRY_AT, NEXT));
    events.put("RetryDue retry", ConnectionExamples.retryDueOrPutOff(RETRY_AT, NEXT));
    return events;
  }

  private static List<ConnectionEvent> staleEvents() {
    List<ConnectionEvent> events =
        new ArrayList<>(ConnectionExamples.reports(STALE, NEXT).values());
    events.add(ConnectionExamples.retryDue(NOW, NEXT));
    events.add(ConnectionExamples.retryDueOrPutOff(NOW, NEXT));
    return events;
  }

  private static Stream<ConnectionStatus> statuses() {
    return stateNames().stream()
        .flatMap(
            state ->
                Stream.of(false, true)
                    .flatMap(
                        retired ->
                            Stream.of(0, 3).map(orphans -> status(state, orphans, retired))));
  }

  private static ConnectionStatus status(String state, int orphans, boolean retired) {
    Set<AttemptId> abandoned =
        IntStream.rangeClosed(1, orphans).mapToObj(AttemptId::new).collect(Collectors.toSet());
    return new ConnectionStatus(
        named(ConnectionExamples.states(CURRENT), state), abandoned, retired);
  }
}
