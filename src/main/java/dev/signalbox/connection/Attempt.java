package dev.signalbox.connection;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor.Work;
import dev.signalbox.connection.driver.AttemptAbandonedException;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEvent.AttemptFailed;
import dev.signalbox.connection.state.ConnectionEvent.CancelOverdue;
import dev.signalbox.connection.state.ConnectionEvent.DeadlinePassed;
import dev.signalbox.connection.state.ConnectionEvent.PasswordAnswered;
import dev.signalbox.connection.state.ConnectionEvent.PhaseReached;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionEvent.ThreadEnded;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One timed connect on a virtual thread of its own. What it opens it offers to the supervisor; if
 * that no longer wants it, the attempt still owns it and has it closed on a fresh thread.
 *
 * <p>Threading: started and abandoned under the supervisor's lock, everything else from any thread.
 */
final class Attempt implements ConnectScope {
  static final Duration LATE_CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(250);
  private static final Duration SHORTEST_LOOK = Duration.ofMillis(2);

  /** How long each phase takes is known to a quarter of what has passed: a look has its price. */
  private static final int LOOKS_IN_WHAT_PASSED = 4;

  private static final Duration CANCEL_GRACE = Duration.ofMillis(40);

  private final AttemptId id;
  private final Endpoint endpoint;
  private final EndpointAccess access;
  private final Scheduler scheduler;
  private final ConnectionReports reports;
  private final Instant startedAt;
  private final CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();
  private final List<Runnable> abandonActions = new ArrayList<>();
  private volatile Deadline deadline;
  private volatile ConnectPhase announced = ConnectPhase.STARTING;
  private volatile Scheduler.Cancellation limit = Scheduler.Cancellation.NONE;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Throwable lost;
  private volatile boolean abandoned;
  private volatile boolean over;

  Attempt(AttemptId id, EndpointAccess access, ConnectionReports reports) {
    this.id = id;
    this.access = access;
    this.endpoint = access.endpoint();
    this.scheduler = access.environment().scheduler();
    this.reports = reports;
    this.startedAt = scheduler.now();
    this.deadline = Deadline.in(endpoint.connectTimeout());
  }

  AttemptId id() {
    return id;
  }

  /** Completed once everything about this attempt has been announced. */
  CompletableFuture<AttemptOutcome> outcome() {
    return outcome;
  }

  void start() {
    limitTime();
    observeLater();
    String name = "connect " + endpoint.name() + " " + id;
    try {
      thread = access.environment().executor().start(new Work(name, this::run));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void limitTime() {
    limit = scheduler.schedule(deadline.allowed(), this::deadlinePassed);
  }

  private void observeLater() {
    Duration passed = Duration.between(startedAt, scheduler.now());
    Duration next = passed.dividedBy(LOOKS_IN_WHAT_PASSED);
    Duration atLeast = next.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : next;
    scheduler.schedule(atLeast.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : atLeast, this::observe);
  }

  private void observe() {
    if (!over && !abandoned) {
      reportPhase(observedPhase());
      observeLater();
    }
  }

  private void deadlinePassed() {
    Failure failure = access.timedOut(observedPhase(), deadline.allowed());
    reports.report(
        context ->
            new DeadlinePassed(context.now(), id, failure, context.retryAfterAttempt(failure)));
  }

  private void reportPhase(ConnectPhase phase) {
    reports.report(context -> new PhaseReached(context.now(), id, phase));
  }

  private void run() {
    Session session;
    try {
      session = access.connector().open(this);
    } catch (Throwable t) {
      // Drivers throw unchecked exceptions and errors for malformed replies; none may pass unseen.
      fail(t);
      return;
    }
    if (reports.offer(id, session)) {
      finish();
      reportLoss();
    } else {
      closeLate(session);
    }
  }

  private void fail(Throwable cause) {
    try {
      Failure failure = access.failure(cause, phaseOf(cause));
      if (failure.kind() == FailureKind.TIMED_OUT && deadline().isPassed()) {
        // A program that was frozen, or had no processor, may hear of it from the driver first.
        deadlinePassed();
      }
      reports.report(
          context ->
              new AttemptFailed(context.now(), id, failure, context.retryAfterAttempt(failure)));
    } finally {
      end(AttemptOutcome.ENDED);
    }
  }

  private void closeLate(Session session) {
    BoundedClose.Listener listener =
        new BoundedClose.Listener() {
          @Override
          public void overdue() {
            // The attempt was given up, so this thread is counted among the orphans already.
          }

          @Override
          public void ended(@Nullable Throwable trouble) {
            closedLate(trouble);
            end(AttemptOutcome.LATE);
          }
        };
    BoundedClose.start(
        "close late " + endpoint.name() + " " + id,
        session,
        false,
        LATE_CLOSE_LIMIT,
        scheduler,
        listener);
  }

  private void closedLate(@Nullable Throwable trouble) {
    Duration sinceStart = Duration.between(startedAt, scheduler.now());
    reports.announce(log -> log.closedLate(sinceStart));
    if (trouble != null) {
      Failure failure = access.failure(trouble, ConnectPhase.CLOSE);
      reports.announce(log -> log.closeTrouble(failure));
    }
  }

  /** Nothing of this attempt runs any more, and it has left no session. */
  private void end(AttemptOutcome how) {
    finish();
    reports.report(context -> new ThreadEnded(context.now(), id));
    reports.announce(_ -> outcome.complete(how));
  }

  private void finish() {
    over = true;
    limit.cancel();
  }

  /** Makes the thread end; returns at once. Idempotent. */
  void abandon() {
    List<Runnable> actions;
    synchronized (abandonActions) {
      if (abandoned) {
        return;
      }
      abandoned = true;
      actions = List.copyOf(abandonActions);
      abandonActions.clear();
    }
    scheduler.schedule(
        CANCEL_GRACE, () -> reports.report(context -> new CancelOverdue(context.now(), id)));
    Thread current = thread;
    if (current != null) {
      Thread.ofVirtual()
          .name("abandon " + current.getName())
          .start(() -> abandon(actions, current));
    }
  }

  private static void abandon(List<Runnable> actions, Thread thread) {
    try {
      actions.forEach(Runnable::run);
    } finally {
      Interruption.of(thread);
    }
  }

  /** Where it is now, as far as can be seen from outside. */
  ConnectPhase observedPhase() {
    Thread current = thread;
    return announced == ConnectPhase.TCP && current != null
        ? ConnectPhase.seenIn(current.getStackTrace())
        : announced;
  }

  /** Where it was when the driver threw this. */
  private ConnectPhase phaseOf(Throwable failure) {
    return announced == ConnectPhase.TCP ? ConnectPhase.seenIn(failure) : announced;
  }

  @Override
  public void enter(ConnectPhase phase) {
    if (abandoned) {
      throw new AttemptAbandonedException();
    }
    boolean answered = announced == ConnectPhase.PASSWORD;
    announced = phase;
    if (phase == ConnectPhase.PASSWORD) {
      // However long the operator takes, it is none of the peer's time.
      limit.cancel();
    } else if (answered) {
      deadline = Deadline.in(endpoint.connectTimeout());
      limitTime();
      reports.report(context -> new PasswordAnswered(context.now(), id, context.next().deadline()));
    }
    reportPhase(phase);
  }

  /** While a password is asked for, it only begins: the whole of it is left for the connect. */
  @Override
  public Deadline deadline() {
    return announced == ConnectPhase.PASSWORD ? Deadline.in(endpoint.connectTimeout()) : deadline;
  }

  @Override
  public boolean isAbandoned() {
    return abandoned;
  }

  @Override
  public void whenAbandoned(Runnable action) {
    synchronized (abandonActions) {
      if (!abandoned) {
        abandonActions.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void sessionLost(Throwable cause) {
    lost = cause;
    reportLoss();
  }

  /** Also called after the hand-over: a loss reported before it meant a session nobody owned. */
  private void reportLoss() {
    Throwable cause = lost;
    if (cause != null) {
      Failure failure = access.failure(cause, ConnectPhase.HEARTBEAT);
      reports.report(context -> new SessionLost(context.now(), id, failure));
    }
  }
}
