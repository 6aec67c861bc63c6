package dev.signalbox.connection;

import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEvent.AttemptFailed;
import dev.signalbox.connection.state.ConnectionEvent.CancelOverdue;
import dev.signalbox.connection.state.ConnectionEvent.DeadlinePassed;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatAnswered;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatFailed;
import dev.signalbox.connection.state.ConnectionEvent.PhaseReached;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionEvent.SessionClosed;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionEvent.ThreadEnded;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what attempts, heartbeats and closes experience, with failures explained and
 * retries planned. Decides nothing: the events may find that they are late.
 *
 * <p>Threading: called from any thread, without the supervisor's lock unless said otherwise.
 */
final class ConnectionReports implements Attempt.Owner {
  private final ConnectionSupervisor supervisor;
  private final Connector connector;
  private final ConnectionEnvironment environment;

  ConnectionReports(
      ConnectionSupervisor supervisor, Connector connector, ConnectionEnvironment environment) {
    this.supervisor = supervisor;
    this.connector = connector;
    this.environment = environment;
  }

  @Override
  public void phaseReached(Attempt from, ConnectPhase phase) {
    supervisor.apply(moment -> new PhaseReached(moment.now(), from.id(), phase));
  }

  @Override
  public boolean offer(Attempt from, Session session) {
    return supervisor.offer(from.id(), session).isAccepted();
  }

  @Override
  public void failed(Attempt from, Throwable cause) {
    Failure failure = failure(cause, from.phaseOf(cause));
    supervisor.apply(
        moment -> new AttemptFailed(moment.now(), from.id(), failure, retryAt(failure, moment)));
  }

  @Override
  public void deadlinePassed(Attempt from) {
    Failure failure =
        environment
            .failures()
            .timedOut(
                supervisor.endpoint(), from.observedPhase(), from.deadline().allowed(), now());
    supervisor.apply(
        moment -> new DeadlinePassed(moment.now(), from.id(), failure, retryAt(failure, moment)));
  }

  @Override
  public void abandonOverdue(Attempt from) {
    supervisor.apply(moment -> new CancelOverdue(moment.now(), from.id()));
  }

  @Override
  public void closedLate(Attempt from, @Nullable Throwable trouble) {
    Duration sinceStart = Duration.between(from.startedAt(), now());
    supervisor.announce(log -> log.closedLate(sinceStart));
    announceTrouble(trouble);
  }

  @Override
  public void ended(Attempt from, AttemptOutcome outcome) {
    threadEnded(from.id());
    supervisor.announce(_ -> from.outcome().complete(outcome));
  }

  @Override
  public void sessionLost(Attempt from, Throwable cause) {
    lost(from.id(), failure(cause, ConnectPhase.HEARTBEAT));
  }

  /** What hears the heartbeat of this session. */
  Heartbeat.Listener ofHeartbeat(AttemptId session) {
    return new Heartbeat.Listener() {
      @Override
      public void answered(Duration latency) {
        supervisor.apply(moment -> new HeartbeatAnswered(moment.now(), session, latency));
      }

      @Override
      public void failed(Throwable cause) {
        Failure failure = failure(cause, ConnectPhase.HEARTBEAT);
        if (Retries.AFTER_SESSION.canHelp(failure.kind())) {
          missed(session, failure);
        } else {
          // A pool would try its changed password again at every beat and lock the account.
          lost(session, failure);
        }
      }

      @Override
      public void unanswered(Duration allowed) {
        missed(session, environment.failures().unanswered(supervisor.endpoint(), allowed, now()));
      }
    };
  }

  /** What hears the close of this session. */
  BoundedClose.Listener ofClose(AttemptId session) {
    return new BoundedClose.Listener() {
      private volatile boolean overdue;

      @Override
      public void overdue() {
        overdue = true;
        closed(session, true);
      }

      @Override
      public void ended(@Nullable Throwable trouble) {
        if (!overdue) {
          // Of an overdue close all has been said: what it throws now is our own interrupt.
          announceTrouble(trouble);
        }
        closed(session, false);
        threadEnded(session);
      }
    };
  }

  /** The wait for a retry that was armed for this time is over. */
  void retryDue(Instant planned) {
    supervisor.apply(
        moment -> new RetryDue(moment.now(), planned, moment.next(), retryAfterWaiting(moment)));
  }

  private void missed(AttemptId session, Failure failure) {
    supervisor.apply(moment -> new HeartbeatFailed(moment.now(), session, failure));
  }

  private void lost(AttemptId session, Failure failure) {
    supervisor.apply(moment -> new SessionLost(moment.now(), session, failure));
  }

  private void closed(AttemptId session, boolean overdue) {
    supervisor.apply(
        moment ->
            new SessionClosed(
                moment.now(), session, overdue, retryAfterLoss(moment), moment.next()));
  }

  private void threadEnded(AttemptId id) {
    supervisor.apply(moment -> new ThreadEnded(moment.now(), id));
  }

  private void announceTrouble(@Nullable Throwable trouble) {
    if (trouble != null) {
      Failure failure = failure(trouble, ConnectPhase.CLOSE);
      supervisor.announce(log -> log.closeTrouble(failure));
    }
  }

  private Failure failure(Throwable cause, ConnectPhase phase) {
    return environment
        .failures()
        .failure(supervisor.endpoint(), phase, diagnosis(cause), cause, now());
  }

  /** Whatever a driver throws has to be reported, or what waits for the report waits for ever. */
  private Diagnosis diagnosis(Throwable cause) {
    try {
      return connector.diagnose(cause);
    } catch (RuntimeException | StackOverflowError e) {
      Diagnosis unexplained =
          new Diagnosis(
              FailureKind.PROTOCOL,
              Optional.empty(),
              NetworkFailures.line(cause),
              "Look at the details: the driver failed in a way that could not be explained.");
      cause.addSuppressed(e);
      return unexplained;
    }
  }

  private Optional<Instant> retryAt(Failure failure, EventContext moment) {
    return moment.state() instanceof Connecting c
        ? environment.retryPolicy().retryAt(failure, c.retries(), moment.now())
        : Optional.empty();
  }

  private Optional<Instant> retryAfterWaiting(EventContext moment) {
    return moment.state() instanceof Waiting w
        ? environment.retryPolicy().retryAt(w.cause(), w.retries(), moment.now())
        : Optional.empty();
  }

  private Optional<Instant> retryAfterLoss(EventContext moment) {
    return moment.state() instanceof Closing c && c.after() instanceof AfterClose.Recover r
        ? environment.retryPolicy().retryAt(r.cause(), Retries.AFTER_SESSION, moment.now())
        : Optional.empty();
  }

  private Instant now() {
    return environment.scheduler().now();
  }
}
