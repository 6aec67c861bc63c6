package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionEvent.AttemptFailed;
import dev.signalbox.connection.state.ConnectionEvent.Cancel;
import dev.signalbox.connection.state.ConnectionEvent.CancelOverdue;
import dev.signalbox.connection.state.ConnectionEvent.Connect;
import dev.signalbox.connection.state.ConnectionEvent.DeadlinePassed;
import dev.signalbox.connection.state.ConnectionEvent.Disconnect;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatAnswered;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatFailed;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionEvent.Opened;
import dev.signalbox.connection.state.ConnectionEvent.PasswordAnswered;
import dev.signalbox.connection.state.ConnectionEvent.PhaseReached;
import dev.signalbox.connection.state.ConnectionEvent.Reconnect;
import dev.signalbox.connection.state.ConnectionEvent.Retire;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionEvent.SessionClosed;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionEvent.ThreadEnded;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One example of every state and of every event, by the names that the tables use. */
public final class ConnectionExamples {
  public static final Instant BEGAN = Instant.parse("2026-01-01T10:00:00Z");
  public static final Instant NOW = BEGAN.plusSeconds(1);
  public static final Instant RETRY_AT = NOW.plusSeconds(2);
  public static final Failure UNREACHABLE = failure(FailureKind.UNREACHABLE);

  public static final Peer PEER = new Peer("10.1.2.3:4222", Optional.empty(), "1.0");

  private ConnectionExamples() {}

  /** Every state, current for this attempt or session; Closing once for each thing that follows. */
  public static Map<String, ConnectionState> states(AttemptId current) {
    Map<String, ConnectionState> states = new LinkedHashMap<>();
    states.put("Off", new Off(BEGAN));
    states.put(
        "Connecting",
        new Connecting(current, BEGAN, NOW.plusSeconds(9), ConnectPhase.TCP, Retries.NONE));
    states.put("Cancelling", new Cancelling(current, BEGAN));
    states.put("Connected", new Connected(current, BEGAN, PEER, Optional.empty(), BEGAN));
    states.put("Stale", new Stale(current, BEGAN, PEER, BEGAN, BEGAN, UNREACHABLE));
    states.put("Waiting", new Waiting(BEGAN, RETRY_AT, Retries.NONE.next(BEGAN), UNREACHABLE));
    states.put("Failed", new Failed(BEGAN, UNREACHABLE));
    states.put("Closing:off", closing(current, new AfterClose.StayOff()));
    states.put("Closing:again", closing(current, new AfterClose.Reconnect()));
    states.put("Closing:lost", closing(current, new AfterClose.Recover(UNREACHABLE)));
    return states;
  }

  private static Closing closing(AttemptId session, AfterClose after) {
    return new Closing(session, BEGAN, true, after);
  }

  /** Every command; one that begins an attempt would begin this one. */
  public static Map<String, ConnectionEvent> commands(AttemptId next) {
    Map<String, ConnectionEvent> commands = new LinkedHashMap<>();
    commands.put("Connect", new Connect(NOW, begin(next)));
    commands.put("Cancel", new Cancel(NOW));
    commands.put("Disconnect", new Disconnect(NOW, Duration.ofSeconds(1)));
    commands.put("Reconnect", new Reconnect(NOW));
    commands.put("Retire", new Retire(NOW));
    return commands;
  }

  /** Every report about this attempt or session, with and without a retry to follow. */
  public static Map<String, ConnectionEvent> reports(AttemptId id, AttemptId next) {
    Optional<Instant> retry = Optional.of(RETRY_AT);
    Optional<Instant> never = Optional.empty();
    Map<String, ConnectionEvent> reports = new LinkedHashMap<>();
    reports.put("PhaseReached", new PhaseReached(NOW, id, ConnectPhase.LOGIN));
    reports.put("PasswordAnswered", new PasswordAnswered(NOW, id, NOW.plusSeconds(10)));
    reports.put("Opened", new Opened(NOW, id, PEER));
    reports.put("AttemptFailed retry", new AttemptFailed(NOW, id, UNREACHABLE, retry));
    reports.put("AttemptFailed", new AttemptFailed(NOW, id, UNREACHABLE, never));
    reports.put("DeadlinePassed retry", new DeadlinePassed(NOW, id, UNREACHABLE, retry));
    reports.put("DeadlinePassed", new DeadlinePassed(NOW, id, UNREACHABLE, never));
    reports.put("ThreadEnded", new ThreadEnded(NOW, id));
    reports.put("CancelOverdue", new CancelOverdue(NOW, id));
    reports.put("HeartbeatAnswered", new HeartbeatAnswered(NOW, id, Duration.ofMillis(3)));
    reports.put("HeartbeatFailed", new HeartbeatFailed(NOW, id, UNREACHABLE));
    reports.put("SessionLost", new SessionLost(NOW, id, UNREACHABLE));
    for (boolean overdue : new boolean[] {false, true}) {
      String name = overdue ? "SessionClosed overdue" : "SessionClosed";
      reports.put(name, new SessionClosed(NOW, id, overdue, never, begin(next)));
      reports.put(name + " retry", new SessionClosed(NOW, id, overdue, retry, begin(next)));
    }
    return reports;
  }

  /**
   * The only report that is told from a late one by its time instead of an identity. If nothing may
   * begin, retries are given up.
   */
  public static RetryDue retryDue(Instant planned, AttemptId next) {
    return new RetryDue(NOW, planned, begin(next), Optional.empty());
  }

  /** The same, put off if nothing may begin. */
  public static RetryDue retryDueOrPutOff(Instant planned, AttemptId next) {
    return new RetryDue(NOW, planned, begin(next), Optional.of(RETRY_AT));
  }

  public static <T> T named(Map<String, T> examples, String name) {
    return Objects.requireNonNull(examples.get(name), name);
  }

  private static NextAttempt begin(AttemptId next) {
    return new NextAttempt(next, NOW.plusSeconds(10));
  }

  public static Failure failure(FailureKind kind) {
    return new Failure(
        kind, "NATS at nats://a", ConnectPhase.TCP, BEGAN, Optional.empty(), "no", "wait", "");
  }
}
