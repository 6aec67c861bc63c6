package dev.signalbox.connection;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectionEffect;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionEvent.Report;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.ConnectionTransition;
import dev.signalbox.connection.state.ConnectionTransitions;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.PoolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private static final Actor SHUTDOWN = Actor.program("shutdown");

  private final Endpoint endpoint;
  private final EndpointAccess access;
  private final Scheduler scheduler;
  private final ConnectionLog log;
  private final FlightRecord flight;
  private final SnapshotListeners<ConnectionSnapshot> listeners = new SnapshotListeners<>();
  private final ConnectionReports reports = new Inbox();
  private final Object lock = new Object();

  // All of these under the lock.
  private ConnectionStatus status;
  private Optional<Actor> changedBy = Optional.empty();
  private ConnectHistory connects = ConnectHistory.NONE;
  private long lastAttempt;
  private @Nullable Attempt attempt;
  private @Nullable OwnedSession owned;
  private Scheduler.Cancellation retry = Scheduler.Cancellation.NONE;

  public ConnectionSupervisor(
      Endpoint endpoint, Connector connector, ConnectionEnvironment environment) {
    this.endpoint = endpoint;
    this.access = new EndpointAccess(endpoint, connector, environment);
    this.scheduler = environment.scheduler();
    this.log = new ConnectionLog(endpoint);
    this.flight = new FlightRecord(endpoint);
    this.status = ConnectionStatus.initial(scheduler.now());
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public ConnectionSnapshot snapshot() {
    synchronized (lock) {
      return present();
    }
  }

  public Verdict connect(Actor by) {
    return command(by, context -> new ConnectionEvent.Connect(context.now(), context.next()));
  }

  public Verdict cancel(Actor by) {
    return command(by, context -> new ConnectionEvent.Cancel(context.now()));
  }

  public Verdict disconnect(Actor by) {
    return disconnect(by, CloseSession.USUAL_LIMIT);
  }

  /** Like {@link #disconnect(Actor)}, with the close bounded by this limit. */
  public Verdict disconnect(Actor by, Duration limit) {
    return command(by, context -> new ConnectionEvent.Disconnect(context.now(), limit));
  }

  public Verdict reconnect(Actor by) {
    return command(by, context -> new ConnectionEvent.Reconnect(context.now()));
  }

  /**
   * The program is closing: abandons the attempt or retry under way and refuses every later
   * connect. Live sessions stay until {@link #disconnect}.
   *
   * @return where the endpoint stood just before, and what becomes of its attempt
   */
  public Retirement retire() {
    synchronized (lock) {
      observePhase();
      ConnectionSnapshot before = present();
      transition(new ConnectionEvent.Retire(scheduler.now()), null, Optional.of(SHUTDOWN));
      boolean underWay =
          before.state() instanceof Connecting || before.state() instanceof Cancelling;
      return new Retirement(
          before,
          underWay && attempt != null
              ? attempt.outcome().copy()
              : CompletableFuture.completedFuture(AttemptOutcome.NONE));
    }
  }

  /** The live session, if the endpoint is connected; borrowed for one call, never kept. */
  public <S extends Session> Optional<S> session(Class<S> type) {
    synchronized (lock) {
      return status.state() instanceof Connected && owned != null
          ? Optional.of(type.cast(owned.session()))
          : Optional.empty();
    }
  }

  /** Adds a listener, which hears the present status first. */
  public void addListener(Consumer<ConnectionSnapshot> listener) {
    synchronized (lock) {
      listeners.add(listener, present());
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
    synchronized (lock) {
      return listeners.when(condition, present());
    }
  }

  /** What the operator or the program asks for, decided by where the attempt is just now. */
  private Verdict command(Actor by, Function<EventContext, ConnectionEvent> event) {
    synchronized (lock) {
      observePhase();
      return transition(event.apply(context()), null, Optional.of(by));
    }
  }

  /** What attempts, sessions and timers report. */
  private final class Inbox implements ConnectionReports {
    @Override
    public void report(Function<EventContext, Report> event) {
      synchronized (lock) {
        transition(event.apply(context()), null, Optional.empty());
      }
    }

    @Override
    public boolean offer(AttemptId from, Session session) {
      Peer peer = access.peer(session);
      synchronized (lock) {
        ConnectionEvent opened = new ConnectionEvent.Opened(scheduler.now(), from, peer);
        return transition(opened, session, Optional.empty()).isAccepted();
      }
    }

    @Override
    public void announce(Consumer<ConnectionLog> lines) {
      listeners.afterwards(() -> lines.accept(log));
    }

    @Override
    public void used() {
      synchronized (lock) {
        listeners.tell(present());
      }
    }
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
      ConnectHistory past = connects;
      connects = past.after(status.state(), event.at());
      flight.connects(past, connects);
      flight.changed(before.state(), status.state());
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
      case CloseSession e -> close(e);
      case ConnectionEffect.ArmRetry e -> armRetry(e.at());
      case ConnectionEffect.DisarmRetry _ -> retry.cancel();
    }
  }

  private void startAttempt(AttemptId id) {
    lastAttempt = id.number();
    attempt = new Attempt(id, access, reports);
    attempt.start();
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
    owned = OwnedSession.adopt(id, session, access, reports);
  }

  private void close(CloseSession effect) {
    OwnedSession closing = owned;
    if (closing == null || !closing.id().equals(effect.session())) {
      throw new IllegalStateException("No session " + effect.session() + " to close");
    }
    owned = null;
    closing.close(effect.orderly(), effect.limit());
  }

  private void armRetry(Instant planned) {
    Function<EventContext, Report> due =
        context ->
            new ConnectionEvent.RetryDue(
                context.now(), planned, context.next(), context.retryAfterWaiting());
    Duration wait = Duration.between(scheduler.now(), planned);
    retry = scheduler.schedule(wait, () -> reports.report(due));
  }

  /** Brings the recorded phase up to date before something is decided by it. Under the lock. */
  private void observePhase() {
    Attempt current = attempt;
    if (current != null
        && status.state() instanceof Connecting c
        && c.attempt().equals(current.id())) {
      transition(
          new ConnectionEvent.PhaseReached(scheduler.now(), current.id(), current.observedPhase()),
          null,
          Optional.empty());
    }
  }

  private EventContext context() {
    Instant now = scheduler.now();
    return new EventContext(
        now,
        status.state(),
        new NextAttempt(new AttemptId(lastAttempt + 1), now.plus(endpoint.connectTimeout())),
        access.environment().retryPolicy());
  }

  private ConnectionSnapshot present() {
    Optional<PoolUse> pool = owned == null ? Optional.empty() : owned.use();
    return new ConnectionSnapshot(endpoint, status, changedBy, connects, pool);
  }
}
