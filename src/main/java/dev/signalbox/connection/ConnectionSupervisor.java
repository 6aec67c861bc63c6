package dev.signalbox.connection;

import dev.signalbox.connection.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.ConnectionState.Connecting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of an endpoint's state, attempt and session.
 *
 * <p>Threading: every method may be called from any thread, the FX thread included; none of them
 * blocks or calls a driver. Commands answer at once with a verdict, their effects follow.
 */
public final class ConnectionSupervisor {
  private static final Duration CANCEL_GRACE = Duration.ofMillis(50);
  private static final Duration OBSERVE_INTERVAL = Duration.ofMillis(250);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Connector connector;
  private final ConnectionEnvironment environment;
  private final ConnectionLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Outbox outbox = new Outbox();
  private final List<Consumer<ConnectionSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private final AttemptReports attemptReports = new AttemptReports();

  private ConnectionStatus status;
  private long lastAttempt;
  private @Nullable Attempt attempt;
  private @Nullable Session offered;
  private @Nullable OwnedSession owned;
  private Duration closeLimit = CLOSE_LIMIT;
  private Scheduler.Cancellation retry = Scheduler.Cancellation.NONE;

  public ConnectionSupervisor(
      Endpoint endpoint, Connector connector, ConnectionEnvironment environment) {
    this.endpoint = endpoint;
    this.connector = connector;
    this.environment = environment;
    this.log = new ConnectionLog(endpoint);
    this.status = ConnectionStatus.initial(environment.scheduler().now());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public ConnectionSnapshot snapshot() {
    lock.lock();
    try {
      return new ConnectionSnapshot(endpoint, status);
    } finally {
      lock.unlock();
    }
  }

  public Verdict connect() {
    return apply(now -> new ConnectionEvent.Connect(now, nextAttempt(now)));
  }

  public Verdict cancel() {
    return apply(ConnectionEvent.Cancel::new);
  }

  public Verdict disconnect() {
    return disconnect(CLOSE_LIMIT);
  }

  /** Like {@link #disconnect()}, with the close bounded by this limit. */
  public Verdict disconnect(Duration limit) {
    return apply(
        now -> {
          closeLimit = limit;
          return new ConnectionEvent.Disconnect(now);
        });
  }

  public Verdict reconnect() {
    return apply(ConnectionEvent.Reconnect::new);
  }

  /**
   * The program is closing: abandons the attempt or retry under way and refuses every later
   * connect. Live sessions stay until {@link #disconnect}.
   *
   * @return where the endpoint stood just before, and what becomes of its attempt
   */
  public Retirement retire() {
    lock.lock();
    try {
      observePhase();
      ConnectionSnapshot before = new ConnectionSnapshot(endpoint, status);
      transition(new ConnectionEvent.Retire(environment.scheduler().now()));
      Attempt abandoned =
          before.state() instanceof Connecting
                  || before.state() instanceof ConnectionState.Cancelling
              ? attempt
              : null;
      return new Retirement(
          before,
          abandoned == null
              ? CompletableFuture.completedFuture(AttemptFate.NONE)
              : abandoned.fate().copy());
    } finally {
      lock.unlock();
      outbox.deliver();
    }
  }

  /** The live session, if the endpoint is connected; borrowed for one call, never kept. */
  public <S extends Session> Optional<S> session(Class<S> type) {
    lock.lock();
    try {
      return status.state() instanceof ConnectionState.Connected && owned != null
          ? Optional.of(type.cast(owned.session()))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a listener, which hears the present status first. Called in order, never under a lock. */
  public void addListener(Consumer<ConnectionSnapshot> listener) {
    lock.lock();
    try {
      ConnectionSnapshot now = new ConnectionSnapshot(endpoint, status);
      listeners.add(listener);
      outbox.add(() -> listener.accept(now));
    } finally {
      lock.unlock();
      outbox.deliver();
    }
  }

  public void removeListener(Consumer<ConnectionSnapshot> listener) {
    listeners.remove(listener);
  }

  /**
   * Completes with the first snapshot, from the present one on, that satisfies the condition, after
   * its log line was written. The caller bounds the wait.
   */
  public CompletableFuture<ConnectionSnapshot> when(Predicate<ConnectionSnapshot> condition) {
    CompletableFuture<ConnectionSnapshot> future = new CompletableFuture<>();
    Consumer<ConnectionSnapshot> listener =
        snapshot -> {
          if (condition.test(snapshot)) {
            future.complete(snapshot);
          }
        };
    addListener(listener);
    return future.whenComplete((_, _) -> removeListener(listener));
  }

  private Verdict apply(Function<Instant, ConnectionEvent> event) {
    lock.lock();
    try {
      observePhase();
      return transition(event.apply(environment.scheduler().now()));
    } finally {
      lock.unlock();
      outbox.deliver();
    }
  }

  /** The one place where state changes. Under the lock. */
  private Verdict transition(ConnectionEvent event) {
    ConnectionStatus before = status;
    ConnectionTransition transition = ConnectionTransitions.next(before, event);
    status = transition.next();
    if (!before.equals(status)) {
      ConnectionSnapshot snapshot = new ConnectionSnapshot(endpoint, status);
      outbox.add(() -> log.transition(before, event, snapshot.status()));
      outbox.add(() -> listeners.forEach(listener -> listener.accept(snapshot)));
    }
    transition.effects().forEach(this::perform);
    return transition.verdict();
  }

  private void perform(ConnectionEffect effect) {
    switch (effect) {
      case ConnectionEffect.StartAttempt e -> startAttempt(e);
      case ConnectionEffect.AbandonAttempt e -> abandonAttempt(e.attempt());
      case ConnectionEffect.AdoptSession e -> adopt(e.attempt());
      case ConnectionEffect.CloseSession e -> close(e);
      case ConnectionEffect.ArmRetry e ->
          retry =
              environment
                  .scheduler()
                  .schedule(
                      Duration.between(environment.scheduler().now(), e.at()), this::retryDue);
      case ConnectionEffect.DisarmRetry _ -> retry.cancel();
    }
  }

  private void startAttempt(ConnectionEffect.StartAttempt effect) {
    Instant now = environment.scheduler().now();
    Attempt started =
        new Attempt(
            effect.attempt(),
            now,
            Deadline.in(endpoint.connectTimeout()),
            connector,
            attemptReports);
    attempt = started;
    environment
        .scheduler()
        .schedule(Duration.between(now, effect.deadline()), () -> deadlinePassed(started));
    scheduleObservation(started);
    started.start(environment.executor(), endpoint);
  }

  private void abandonAttempt(AttemptId id) {
    Attempt current = attempt;
    if (current == null || !current.id().equals(id)) {
      throw new IllegalStateException(
          "No attempt " + id + " of " + endpoint.name() + " to abandon");
    }
    environment
        .scheduler()
        .schedule(CANCEL_GRACE, () -> apply(now -> new ConnectionEvent.CancelOverdue(now, id)));
    current.abandon();
  }

  private void adopt(AttemptId id) {
    Session session = offered;
    if (session == null) {
      throw new IllegalStateException("No session of attempt " + id + " was offered");
    }
    Heartbeat heartbeat =
        new Heartbeat(
            endpoint.name(),
            session,
            endpoint.heartbeat(),
            environment.scheduler(),
            new HeartbeatReports(id));
    owned = new OwnedSession(id, session, heartbeat);
    heartbeat.start();
  }

  private void close(ConnectionEffect.CloseSession effect) {
    OwnedSession closing = owned;
    if (closing == null || !closing.id().equals(effect.session())) {
      throw new IllegalStateException("No session " + effect.session() + " to close");
    }
    owned = null;
    closing.heartbeat().stop();
    AttemptId id = closing.id();
    Duration limit = closeLimit;
    Runnable body =
        () -> {
          Throwable trouble = closing.close(Deadline.in(limit), effect.orderly());
          closed(id, false, trouble);
          apply(now -> new ConnectionEvent.ThreadEnded(now, id));
        };
    Thread thread = Thread.ofVirtual().name("close " + endpoint.name() + " " + id).unstarted(body);
    environment
        .scheduler()
        .schedule(
            limit,
            () -> {
              if (closed(id, true, null).isAccepted()) {
                Interruption.of(thread);
              }
            });
    thread.start();
  }

  private Verdict closed(AttemptId id, boolean overdue, @Nullable Throwable trouble) {
    if (trouble != null) {
      log.closeTrouble(report(trouble, ConnectPhase.CLOSE));
    }
    return apply(
        now -> {
          Optional<Instant> retryAt =
              status.state() instanceof ConnectionState.Closing c
                      && c.after() instanceof ConnectionState.AfterClose.Recover r
                  ? environment.retryPolicy().retryAt(r.cause(), Retries.NONE, now)
                  : Optional.empty();
          return new ConnectionEvent.SessionClosed(now, id, overdue, retryAt, nextAttempt(now));
        });
  }

  private void retryDue() {
    apply(now -> new ConnectionEvent.RetryDue(now, nextAttempt(now)));
  }

  private void deadlinePassed(Attempt late) {
    apply(
        now -> {
          Failure failure =
              environment
                  .failures()
                  .timedOut(endpoint, late.observedPhase(), endpoint.connectTimeout(), now);
          return new ConnectionEvent.DeadlinePassed(now, late.id(), failure, retryAt(failure, now));
        });
  }

  private Optional<Instant> retryAt(Failure failure, Instant now) {
    return status.state() instanceof Connecting c
        ? environment.retryPolicy().retryAt(failure, c.retries(), now)
        : Optional.empty();
  }

  /** Identity and deadline for an attempt that the next event may begin. Under the lock. */
  private NextAttempt nextAttempt(Instant now) {
    lastAttempt++;
    return new NextAttempt(new AttemptId(lastAttempt), now.plus(endpoint.connectTimeout()));
  }

  private void scheduleObservation(Attempt observed) {
    environment
        .scheduler()
        .schedule(
            OBSERVE_INTERVAL,
            () -> {
              apply(
                  now ->
                      new ConnectionEvent.PhaseReached(
                          now, observed.id(), observed.observedPhase()));
              if (snapshot().state() instanceof Connecting c && c.attempt().equals(observed.id())) {
                scheduleObservation(observed);
              }
            });
  }

  /** Brings the recorded phase up to date before something is decided by it. Under the lock. */
  private void observePhase() {
    Attempt current = attempt;
    if (current != null
        && status.state() instanceof Connecting c
        && c.attempt().equals(current.id())) {
      transition(
          new ConnectionEvent.PhaseReached(
              environment.scheduler().now(), current.id(), current.observedPhase()));
    }
  }

  private Failure report(Throwable cause, ConnectPhase phase) {
    return environment
        .failures()
        .failure(endpoint, phase, connector.diagnose(cause), cause, environment.scheduler().now());
  }

  private void sessionFailed(AttemptId id, Throwable cause, boolean lost) {
    Failure failure = report(cause, ConnectPhase.HEARTBEAT);
    // A pool whose password was changed would try it again at every beat and lock the account.
    boolean hopeless = !failure.kind().isRetryable();
    apply(
        now ->
            lost || hopeless
                ? new ConnectionEvent.SessionLost(now, id, failure)
                : new ConnectionEvent.HeartbeatFailed(now, id, failure));
  }

  private final class AttemptReports implements Attempt.Owner {
    @Override
    public void phaseReached(Attempt from, ConnectPhase phase) {
      apply(now -> new ConnectionEvent.PhaseReached(now, from.id(), phase));
    }

    @Override
    public boolean offer(Attempt from, Session session) {
      lock.lock();
      try {
        offered = session;
        return transition(new ConnectionEvent.Opened(environment.scheduler().now(), from.id()))
            .isAccepted();
      } finally {
        offered = null;
        lock.unlock();
        outbox.deliver();
      }
    }

    @Override
    public void failed(Attempt from, Throwable cause) {
      Failure failure = report(cause, from.observedPhase());
      apply(
          now -> new ConnectionEvent.AttemptFailed(now, from.id(), failure, retryAt(failure, now)));
    }

    @Override
    public void closedLate(Attempt from, @Nullable Throwable trouble) {
      log.closedLate(Duration.between(from.startedAt(), environment.scheduler().now()));
      if (trouble != null) {
        log.closeTrouble(report(trouble, ConnectPhase.CLOSE));
      }
    }

    @Override
    public void ended(Attempt from) {
      apply(now -> new ConnectionEvent.ThreadEnded(now, from.id()));
    }

    @Override
    public void sessionLost(Attempt from, Throwable cause) {
      sessionFailed(from.id(), cause, true);
    }
  }

  private final class HeartbeatReports implements Heartbeat.Listener {
    private final AttemptId session;

    HeartbeatReports(AttemptId session) {
      this.session = session;
    }

    @Override
    public void answered(Duration latency) {
      apply(now -> new ConnectionEvent.HeartbeatAnswered(now, session, latency));
    }

    @Override
    public void failed(Throwable cause) {
      sessionFailed(session, cause, false);
    }
  }
}
