package dev.signalbox.connection;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatAnswered;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatFailed;
import dev.signalbox.connection.state.ConnectionEvent.SessionClosed;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionEvent.ThreadEnded;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.connection.state.Retries;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session that the supervisor has adopted: proven alive by a heartbeat until it is closed.
 *
 * <p>Threading: adopted and closed under the supervisor's lock; hears from its heartbeat and its
 * close on their threads.
 */
final class OwnedSession implements Heartbeat.Listener, BoundedClose.Listener {
  private final AttemptId id;
  private final Session session;
  private final EndpointAccess access;
  private final ConnectionReports reports;
  private final Heartbeat heartbeat;
  private volatile boolean overdue;
  private volatile Optional<PoolUse> use = Optional.empty();

  private OwnedSession(
      AttemptId id, Session session, EndpointAccess access, ConnectionReports reports) {
    this.id = id;
    this.session = session;
    this.access = access;
    this.reports = reports;
    this.heartbeat =
        new Heartbeat(
            access.endpoint().name(), session, access.endpoint().heartbeat(), scheduler(), this);
  }

  /** Takes it over and begins its heartbeat. */
  static OwnedSession adopt(
      AttemptId id, Session session, EndpointAccess access, ConnectionReports reports) {
    OwnedSession owned = new OwnedSession(id, session, access, reports);
    owned.heartbeat.start();
    return owned;
  }

  AttemptId id() {
    return id;
  }

  Session session() {
    return session;
  }

  /** Ends the heartbeat and begins the close; returns at once. */
  void close(boolean orderly, Duration limit) {
    heartbeat.stop();
    BoundedClose.start(
        "close " + access.endpoint().name() + " " + id, session, orderly, limit, scheduler(), this);
  }

  /** How much of its pool was in use when its last heartbeat ended. */
  Optional<PoolUse> use() {
    return use;
  }

  @Override
  public void answered(Duration latency) {
    use = session.use();
    reports.report(context -> new HeartbeatAnswered(context.now(), id, latency));
  }

  @Override
  public void busy() {
    use = session.use();
    reports.used();
  }

  @Override
  public void failed(Throwable cause) {
    use = session.use();
    Failure failure = access.failure(cause, ConnectPhase.HEARTBEAT);
    if (Retries.AFTER_SESSION.canHelp(failure.kind())) {
      missed(failure);
    } else {
      // A pool would try its changed password again at every beat and lock the account.
      reports.report(context -> new SessionLost(context.now(), id, failure));
    }
  }

  @Override
  public void unanswered(Duration allowed) {
    use = session.use();
    missed(access.unanswered(allowed));
  }

  private void missed(Failure failure) {
    reports.report(context -> new HeartbeatFailed(context.now(), id, failure));
  }

  @Override
  public void overdue() {
    overdue = true;
    closed(true);
  }

  @Override
  public void ended(@Nullable Throwable trouble) {
    if (!overdue && trouble != null) {
      // Of an overdue close all has been said: what it throws then is our own interrupt.
      Failure failure = access.failure(trouble, ConnectPhase.CLOSE);
      reports.announce(log -> log.closeTrouble(failure));
    }
    closed(false);
    reports.report(context -> new ThreadEnded(context.now(), id));
  }

  private void closed(boolean late) {
    reports.report(
        context ->
            new SessionClosed(context.now(), id, late, context.retryAfterLoss(), context.next()));
  }

  private Scheduler scheduler() {
    return access.environment().scheduler();
  }
}
