package dev.signalbox.connection;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor.Work;
import dev.signalbox.connection.driver.AttemptAbandonedException;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One timed connect on a virtual thread of its own. What it opens it offers to its owner; if the
 * owner no longer wants it, the attempt still owns it and has it closed on a fresh thread.
 *
 * <p>Threading: started and abandoned under the supervisor's lock, everything else from any thread.
 */
final class Attempt implements ConnectScope {
  static final Duration LATE_CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final Duration OBSERVE_INTERVAL = Duration.ofMillis(250);
  private static final Duration CANCEL_GRACE = Duration.ofMillis(40);

  /** The one who asked for this attempt. Called from the attempt's threads and from the timer. */
  interface Owner {
    void phaseReached(Attempt attempt, ConnectPhase phase);

    /** Returns whether the session now belongs to the owner. */
    boolean offer(Attempt attempt, Session session);

    void failed(Attempt attempt, Throwable cause);

    void deadlinePassed(Attempt attempt);

    /** It was abandoned some time ago and its thread still runs. */
    void abandonOverdue(Attempt attempt);

    /** The session came too late and is closed now. */
    void closedLate(Attempt attempt, @Nullable Throwable trouble);

    /** Nothing of this attempt runs any more, and it has left no session. */
    void ended(Attempt attempt, AttemptOutcome outcome);

    void sessionLost(Attempt attempt, Throwable cause);
  }

  private final AttemptId id;
  private final Endpoint endpoint;
  private final Connector connector;
  private final ConnectionEnvironment environment;
  private final Owner owner;
  private final Instant startedAt;
  private final Deadline deadline;
  private final CompletableFuture<AttemptOutcome> outcome = new CompletableFuture<>();
  private final List<Runnable> abandonActions = new ArrayList<>();
  private volatile ConnectPhase announced = ConnectPhase.STARTING;
  private volatile Scheduler.Cancellation limit = Scheduler.Cancellation.NONE;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Throwable lost;
  private volatile boolean abandoned;
  private volatile boolean over;

  Attempt(
      AttemptId id,
      Endpoint endpoint,
      Connector connector,
      ConnectionEnvironment environment,
      Owner owner) {
    this.id = id;
    this.endpoint = endpoint;
    this.connector = connector;
    this.environment = environment;
    this.owner = owner;
    this.startedAt = environment.scheduler().now();
    this.deadline = Deadline.in(endpoint.connectTimeout());
  }

  AttemptId id() {
    return id;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** Completed by the owner once everything about this attempt has been announced. */
  CompletableFuture<AttemptOutcome> outcome() {
    return outcome;
  }

  void start() {
    limit = environment.scheduler().schedule(deadline.allowed(), () -> owner.deadlinePassed(this));
    observeLater();
    String name = "connect " + endpoint.name() + " " + id;
    try {
      thread =
          environment
              .executor()
              .start(new Work(name, endpoint.name(), Optional.of(deadline.allowed()), this::run));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void observeLater() {
    environment.scheduler().schedule(OBSERVE_INTERVAL, this::observe);
  }

  private void observe() {
    if (!over && !abandoned) {
      owner.phaseReached(this, observedPhase());
      observeLater();
    }
  }

  private void run() {
    Session session;
    try {
      session = connector.open(this);
    } catch (Throwable t) {
      // Drivers throw unchecked exceptions and errors for malformed replies; none may pass unseen.
      fail(t);
      return;
    }
    if (owner.offer(this, session)) {
      finish();
      reportLoss();
    } else {
      closeLate(session);
    }
  }

  private void fail(Throwable cause) {
    try {
      owner.failed(this, cause);
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
            owner.closedLate(Attempt.this, trouble);
            end(AttemptOutcome.LATE);
          }
        };
    BoundedClose.start(
        "close late " + endpoint.name() + " " + id,
        session,
        false,
        LATE_CLOSE_LIMIT,
        environment.scheduler(),
        listener);
  }

  private void end(AttemptOutcome how) {
    finish();
    owner.ended(this, how);
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
    environment.scheduler().schedule(CANCEL_GRACE, () -> owner.abandonOverdue(this));
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
  ConnectPhase phaseOf(Throwable failure) {
    return announced == ConnectPhase.TCP ? ConnectPhase.seenIn(failure) : announced;
  }

  @Override
  public void enter(ConnectPhase phase) {
    if (abandoned) {
      throw new AttemptAbandonedException();
    }
    announced = phase;
    owner.phaseReached(this, phase);
  }

  @Override
  public Deadline deadline() {
    return deadline;
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
      owner.sessionLost(this, cause);
    }
  }
}
