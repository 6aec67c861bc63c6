package dev.signalbox.connection;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionEffect;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.ConnectionTransition;
import dev.signalbox.connection.state.ConnectionTransitions;
import dev.signalbox.connection.state.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of an endpoint's state, attempt and session.
 *
 * <p>Threading: every method may be called from any thread, the FX thread included; none of them
 * blocks or calls a driver. Commands answer at once with a verdict, their effects follow. Listeners
 * are called in order on a thread of their own.
 */
public final class ConnectionSupervisor {
  private static final Actor PROGRAM = Actor.program("program");
  private static final Actor SHUTDOWN = Actor.program("shutdown");

  private final Endpoint endpoint;
  private final Connector connector;
  private final ConnectionEnvironment environment;
  private final ConnectionLog log;
  private final SnapshotListeners<ConnectionSnapshot> listeners = new SnapshotListeners<>();
  private final ConnectionReports reports;
  private final ReentrantLock lock = new ReentrantLock();

  // All of these under the lock.
  private ConnectionStatus status;
  private Optional<Actor> changedBy = Optional.empty();
  private long lastAttempt;
  private @Nullable Attempt attempt;
  private @Nullable OwnedSession owned;
  private Scheduler.Cancellation retry = Scheduler.Cancellation.NONE;

  public ConnectionSupervisor(
      Endpoint endpoint, Connector connector, ConnectionEnvironment environment) {
    this.endpoint = endpoint;
    this.connector = connector;
    this.environment = environment;
    this.log = new ConnectionLog(endpoint);
    this.reports = new ConnectionReports(this, connector, environment);
    this.status = ConnectionStatus.initial(environment.scheduler().now());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public ConnectionSnapshot snapshot() {
    lock.lock();
    try {
      return present();
    } finally {
      lock.unlock();
    }
  }

  public Verdict connect(Actor by) {
    return command(by, moment -> new ConnectionEvent.Connect(moment.now(), moment.next()));
  }

  public Verdict cancel(Actor by) {
    return command(by, moment -> new ConnectionEvent.Cancel(moment.now()));
  }

  public Verdict disconnect(Actor by) {
    return disconnect(by, ConnectionTransitions.CLOSE_LIMIT);
  }

  /** Like {@link #disconnect(Actor)}, with the close bounded by this limit. */
  public Verdict disconnect(Actor by, Duration limit) {
    return command(by, moment -> new ConnectionEvent.Disconnect(moment.now(), limit));
  }

  public Verdict reconnect(Actor by) {
    return command(by, moment -> new ConnectionEvent.Reconnect(moment.now()));
  }

  /** Connects because the program itself wants to. */
  public Verdict connect() {
    return connect(PROGRAM);
  }

  /** Cancels because the program itself wants to. */
  public Verdict cancel() {
    return cancel(PROGRAM);
  }

  /** Disconnects because the program itself wants to. */
  public Verdict disconnect() {
    return disconnect(PROGRAM);
  }

  /** Reconnects because the program itself wants to. */
  public Verdict reconnect() {
    return reconnect(PROGRAM);
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
      ConnectionSnapshot before = present();
      transition(
          new ConnectionEvent.Retire(environment.scheduler().now()), null, Optional.of(SHUTDOWN));
      Attempt ending =
          before.state() instanceof Connecting || before.state() instanceof Cancelling
              ? attempt
              : null;
      return new Retirement(
          before,
          ending == null
              ? CompletableFuture.completedFuture(AttemptOutcome.NONE)
              : ending.outcome().copy());
    } finally {
      lock.unlock();
    }
  }

  /** The live session, if the endpoint is connected; borrowed for one call, never kept. */
  public <S extends Session> Optional<S> session(Class<S> type) {
    lock.lock();
    try {
      return status.state() instanceof Connected && owned != null
          ? Optional.of(type.cast(owned.session()))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a listener, which hears the present status first. */
  public void addListener(Consumer<ConnectionSnapshot> listener) {
    lock.lock();
    try {
      listeners.add(listener, present());
    } finally {
      lock.unlock();
    }
  }

  /** Removes a listener; a call to it that is under way is not waited for. */
  public void removeListener(Consumer<ConnectionSnapshot> listener) {
    listeners.remove(listener);
  }

  /**
   * Completes with the first snapshot, from the present one on, that satisfies the condition, after
   * its log line was written. The caller bounds the wait; a future that the caller completes or
   * cancels is forgotten.
   */
  public CompletableFuture<ConnectionSnapshot> when(Predicate<ConnectionSnapshot> condition) {
    lock.lock();
    try {
      return listeners.when(condition, present());
    } finally {
      lock.unlock();
    }
  }

  /** What the operator or the program asks for, decided by where the attempt is just now. */
  private Verdict command(Actor by, Function<EventContext, ConnectionEvent> event) {
    lock.lock();
    try {
      observePhase();
      return transition(event.apply(moment()), null, Optional.of(by));
    } finally {
      lock.unlock();
    }
  }

  /** Lets something happen. The event is made under the lock. */
  Verdict apply(Function<EventContext, ConnectionEvent> event) {
    lock.lock();
    try {
      return transition(event.apply(moment()), null, Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  /** The hand-over: accepted means that the session belongs to this supervisor from now on. */
  Verdict offer(AttemptId from, Session session) {
    lock.lock();
    try {
      return transition(
          new ConnectionEvent.Opened(moment().now(), from), session, Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  /** Writes to the log, once everything that has changed so far is written there. */
  void announce(Consumer<ConnectionLog> lines) {
    listeners.afterwards(() -> lines.accept(log));
  }

  /**
   * The one place where state changes. Under the lock.
   *
   * @param by who asked; empty for what an attempt, a session or a timer reports
   */
  private Verdict transition(ConnectionEvent event, @Nullable Session offered, Optional<Actor> by) {
    ConnectionStatus before = status;
    ConnectionTransition transition = ConnectionTransitions.next(before, event);
    status = transition.next();
    if (before.state().getClass() != status.state().getClass()) {
      changedBy = by;
    }
    if (!before.equals(status)) {
      ConnectionSnapshot snapshot = present();
      listeners.afterwards(() -> log.transition(before, event, snapshot.status()));
      listeners.tell(snapshot);
    }
    transition.effects().forEach(effect -> perform(effect, offered));
    return transition.verdict();
  }

  private void perform(ConnectionEffect effect, @Nullable Session offered) {
    switch (effect) {
      case ConnectionEffect.StartAttempt e -> startAttempt(e.attempt());
      case ConnectionEffect.AbandonAttempt e -> abandonAttempt(e.attempt());
      case ConnectionEffect.AdoptSession e -> adopt(e.attempt(), offered);
      case ConnectionEffect.CloseSession e -> close(e);
      case ConnectionEffect.ArmRetry e -> armRetry(e.at());
      case ConnectionEffect.DisarmRetry _ -> retry.cancel();
    }
  }

  private void startAttempt(AttemptId id) {
    lastAttempt = id.number();
    Attempt started = new Attempt(id, endpoint, connector, environment, reports);
    attempt = started;
    started.start();
  }

  private void abandonAttempt(AttemptId id) {
    Attempt current = attempt;
    if (current == null || !current.id().equals(id)) {
      throw new IllegalStateException(
          "No attempt " + id + " of " + endpoint.name() + " to abandon");
    }
    current.abandon();
  }

  private void adopt(AttemptId id, @Nullable Session session) {
    if (session == null) {
      throw new IllegalStateException("No session of attempt " + id + " was offered");
    }
    Heartbeat heartbeat =
        new Heartbeat(
            endpoint.name(),
            session,
            endpoint.heartbeat(),
            environment.scheduler(),
            reports.ofHeartbeat(id));
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
    BoundedClose.start(
        "close " + endpoint.name() + " " + closing.id(),
        closing.session(),
        effect.orderly(),
        effect.limit(),
        environment.scheduler(),
        reports.ofClose(closing.id()));
  }

  private void armRetry(Instant planned) {
    retry =
        environment
            .scheduler()
            .schedule(
                Duration.between(environment.scheduler().now(), planned),
                () -> reports.retryDue(planned));
  }

  /** Brings the recorded phase up to date before something is decided by it. Under the lock. */
  private void observePhase() {
    Attempt current = attempt;
    if (current != null
        && status.state() instanceof Connecting c
        && c.attempt().equals(current.id())) {
      transition(
          new ConnectionEvent.PhaseReached(
              environment.scheduler().now(), current.id(), current.observedPhase()),
          null,
          Optional.empty());
    }
  }

  private EventContext moment() {
    Instant now = environment.scheduler().now();
    return new EventContext(
        now,
        status.state(),
        new NextAttempt(new AttemptId(lastAttempt + 1), now.plus(endpoint.connectTimeout())));
  }

  private ConnectionSnapshot present() {
    return new ConnectionSnapshot(endpoint, status, changedBy);
  }
}
