package dev.signalbox.connection;

import dev.signalbox.connection.WorkExecutor.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One timed connect on a virtual thread of its own. What it opens it offers to its owner; if the
 * owner no longer wants it, the attempt still owns it and closes it on a fresh thread, because this
 * one may have its interrupt flag set and drivers leak when they are closed under it.
 */
final class Attempt implements ConnectScope {
  static final Duration LATE_CLOSE_LIMIT = Duration.ofSeconds(5);

  /**
   * The one who asked for this attempt: the supervisor. May be called from the attempt's threads.
   */
  interface Owner {
    void phaseReached(Attempt attempt, ConnectPhase phase);

    /** Returns whether the session now belongs to the owner. */
    boolean offer(Attempt attempt, Session session);

    void failed(Attempt attempt, Throwable cause);

    /** The session came too late and is closed now. */
    void closedLate(Attempt attempt, @Nullable Throwable trouble);

    /** Nothing of this attempt runs any more. */
    void ended(Attempt attempt);

    void sessionLost(Attempt attempt, Throwable cause);
  }

  private final AttemptId id;
  private final Instant startedAt;
  private final Deadline deadline;
  private final Connector connector;
  private final Owner owner;
  private final List<Runnable> abandonActions = new ArrayList<>();
  private volatile ConnectPhase announced = ConnectPhase.STARTING;
  private volatile @Nullable Thread thread;
  private volatile boolean abandoned;
  private volatile AttemptFate outcome = AttemptFate.ENDED;
  private final CompletableFuture<AttemptFate> fate = new CompletableFuture<>();

  Attempt(AttemptId id, Instant startedAt, Deadline deadline, Connector connector, Owner owner) {
    this.id = id;
    this.startedAt = startedAt;
    this.deadline = deadline;
    this.connector = connector;
    this.owner = owner;
  }

  AttemptId id() {
    return id;
  }

  Instant startedAt() {
    return startedAt;
  }

  void start(WorkExecutor executor, Endpoint endpoint) {
    thread =
        executor.start(
            new Work(
                "connect " + endpoint.name() + " " + id,
                endpoint.name(),
                Optional.of(deadline.allowed()),
                this::run));
  }

  private void run() {
    Session session;
    try {
      session = connector.open(this);
    } catch (Throwable t) {
      // Drivers throw unchecked exceptions and errors for malformed replies; none may pass unseen.
      owner.failed(this, t);
      end();
      return;
    }
    if (owner.offer(this, session)) {
      end();
    } else {
      Thread.ofVirtual().name("close late " + id).start(() -> closeLate(session));
    }
  }

  private void closeLate(Session session) {
    Throwable trouble = null;
    try {
      session.close(Deadline.in(LATE_CLOSE_LIMIT), false);
    } catch (Throwable t) {
      trouble = t;
    }
    outcome = AttemptFate.LATE;
    owner.closedLate(this, trouble);
    end();
  }

  private void end() {
    owner.ended(this);
    fate.complete(outcome);
  }

  /** Completes when nothing of this attempt runs any more. */
  CompletableFuture<AttemptFate> fate() {
    return fate;
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
    actions.forEach(Runnable::run);
    Thread current = thread;
    if (current != null) {
      Interruption.of(current);
    }
  }

  /** Where it is now, as far as can be seen from outside. */
  ConnectPhase observedPhase() {
    Thread current = thread;
    return announced == ConnectPhase.TCP && current != null
        ? ConnectPhase.seenIn(current.getStackTrace())
        : announced;
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
    owner.sessionLost(this, cause);
  }
}
