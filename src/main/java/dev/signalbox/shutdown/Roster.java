package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.RosterSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owners of the program's endpoints and relays, which may come and go while it runs. An owner
 * that is taken out is closed first, as a disconnect or a stop would close it.
 *
 * <p>Threading: all methods may be called from any thread and return at once. Commands to owners
 * are given under one lock with everything that changes the roster, so none reaches an owner that
 * has left.
 */
public final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final String CLOSING = "Signalbox is closing";

  private final Object lock = new Object();
  private final SnapshotListeners<RosterSnapshot> listeners = new SnapshotListeners<>();
  private final Places<ConnectionSupervisor> connections = new Places<>();
  private final Places<Relay> relays = new Places<>();
  private long lastNumber;
  private boolean closed;

  /** Every supervisor, those that are leaving included. */
  public List<ConnectionSupervisor> supervisors() {
    return connections.everyone();
  }

  /** Every relay, those that are leaving included. */
  public List<Relay> relays() {
    return relays.everyone();
  }

  /** The supervisor of that name, unless it is leaving. */
  public Optional<ConnectionSupervisor> connection(String name) {
    return connections.here(name);
  }

  /** The relay of that name, unless it is leaving. */
  public Optional<Relay> relay(String name) {
    return relays.here(name);
  }

  public RosterSnapshot snapshot() {
    synchronized (lock) {
      return new RosterSnapshot(
          connections.members(ConnectionSupervisor::endpoint),
          relays.members(relay -> relay.snapshot().settings()));
    }
  }

  /** Adds a listener, which hears the present roster first. */
  public void addListener(Consumer<RosterSnapshot> listener) {
    synchronized (lock) {
      listeners.add(listener, snapshot());
    }
  }

  public void removeListener(Consumer<RosterSnapshot> listener) {
    listeners.remove(listener);
  }

  /** From now on nobody comes and nobody is asked to leave. */
  void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  /** Asks the supervisor of that name for something, which must not block. */
  Verdict onConnection(String name, Function<ConnectionSupervisor, Verdict> command) {
    synchronized (lock) {
      return connections
          .here(name)
          .map(command)
          .orElseGet(() -> absent(connections, name, "there is no such connection"));
    }
  }

  /** Asks the relay of that name for something, which must not block. */
  Verdict onRelay(String name, Function<Relay, Verdict> command) {
    synchronized (lock) {
      return relays
          .here(name)
          .map(command)
          .orElseGet(() -> absent(relays, name, "there is no such relay"));
    }
  }

  private static Verdict absent(Places<?> places, String name, String otherwise) {
    return new Verdict.Refused(places.isTaken(name) ? "it is just being taken out" : otherwise);
  }

  /** Takes an endpoint in; nothing is connected by it. */
  public Verdict add(ConnectionSupervisor supervisor) {
    String name = supervisor.endpoint().name();
    synchronized (lock) {
      if (closed || connections.isTaken(name)) {
        return new Verdict.Refused(closed ? CLOSING : "there is a connection of that name already");
      }
      connections.add(++lastNumber, name, supervisor);
      publish();
      return new Verdict.Accepted();
    }
  }

  /** Takes a relay in; nothing is started by it. */
  public Verdict add(Relay relay) {
    synchronized (lock) {
      if (closed || relays.isTaken(relay.name())) {
        return new Verdict.Refused(closed ? CLOSING : "there is a relay of that name already");
      }
      Optional<String> missing = missing(relay);
      if (missing.isPresent()) {
        return new Verdict.Refused(missing.get());
      }
      relays.add(++lastNumber, relay.name(), relay);
      publish();
      return new Verdict.Accepted();
    }
  }

  /** What a relay needs and is not here, or is of the wrong kind; empty if it can start. */
  Optional<String> missing(Relay relay) {
    PollingSettings needs = relay.snapshot().settings();
    return missing(needs.source(), kind -> kind != EndpointKind.NATS, "a database")
        .or(() -> missing(needs.sink(), kind -> kind == EndpointKind.NATS, "NATS"))
        .or(() -> missing(needs.checkpoint(), kind -> kind == EndpointKind.MARIADB, "MariaDB"));
  }

  private Optional<String> missing(String name, Predicate<EndpointKind> fits, String wanted) {
    Optional<EndpointKind> kind = connections.here(name).map(s -> s.endpoint().kind());
    if (kind.isEmpty()) {
      return Optional.of("there is no connection " + name);
    }
    return fits.test(kind.get())
        ? Optional.empty()
        : Optional.of("connection %s is %s, not %s".formatted(name, kind.get().label(), wanted));
  }

  /**
   * Closes an endpoint as a disconnect would, then takes it out. Refused while a relay is set to
   * use it.
   *
   * @return completes when it is gone; what closes it keeps to its own limits
   */
  public CompletableFuture<Verdict> removeConnection(String name, Actor by) {
    return leave(
        name,
        by,
        this::user,
        gone -> {
          connections.remove(gone);
          LOG.info("Connection {} taken out", name);
        });
  }

  /**
   * Closes an endpoint as a disconnect would, then puts another in its place, which is connected if
   * the one before it was. Refused while a relay works with it.
   *
   * @param next of the same name
   * @return completes when it is in place; what closes the other keeps to its own limits
   */
  public CompletableFuture<Verdict> replace(ConnectionSupervisor next, Actor by) {
    String name = next.endpoint().name();
    boolean wasOn =
        connection(name).map(ConnectionSupervisor::snapshot).filter(s -> !isDown(s)).isPresent();
    return leave(
        name,
        by,
        old -> worker(old).or(() -> otherKind(old, next)),
        gone -> {
          connections.replace(gone, ++lastNumber, next);
          LOG.info("Connection {} replaced", name);
          if (wasOn && !closed) {
            var _ = next.connect(by);
          }
        });
  }

  private Optional<String> otherKind(ConnectionSupervisor old, ConnectionSupervisor next) {
    return old.endpoint().kind() == next.endpoint().kind() ? Optional.empty() : user(old);
  }

  private CompletableFuture<Verdict> leave(
      String name,
      Actor by,
      Function<ConnectionSupervisor, Optional<String>> objection,
      Consumer<ConnectionSupervisor> whenDown) {
    ConnectionSupervisor leaving;
    synchronized (lock) {
      Verdict verdict =
          closed
              ? new Verdict.Refused(CLOSING)
              : onConnection(name, found -> allowed(objection.apply(found)));
      if (!verdict.isAccepted()) {
        return CompletableFuture.completedFuture(verdict);
      }
      leaving = connections.here(name).orElseThrow();
      connections.leave(leaving);
      var _ = leaving.disconnect(by);
    }
    return leaving
        .when(Roster::isDown)
        .thenApply(
            _ -> {
              synchronized (lock) {
                // Whoever still has it cannot begin anything with it.
                var _ = leaving.retire();
                whenDown.accept(leaving);
                publish();
              }
              return new Verdict.Accepted();
            });
  }

  private static Verdict allowed(Optional<String> objection) {
    return objection.<Verdict>map(Verdict.Refused::new).orElseGet(Verdict.Accepted::new);
  }

  private static boolean isDown(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof ConnectionState.Off
        || snapshot.state() instanceof ConnectionState.Failed;
  }

  /** A relay that is set to use this endpoint. */
  private Optional<String> user(ConnectionSupervisor supervisor) {
    return relays.everyone().stream()
        .filter(relay -> uses(relay, supervisor))
        .map(relay -> "relay " + relay.name() + " uses it: take that out first")
        .findFirst();
  }

  /** A relay that works with this endpoint now. */
  private Optional<String> worker(ConnectionSupervisor supervisor) {
    return relays.everyone().stream()
        .filter(relay -> uses(relay, supervisor) && relay.snapshot().state().isAtWork())
        .map(relay -> "relay " + relay.name() + " works with it: stop that first")
        .findFirst();
  }

  private static boolean uses(Relay relay, ConnectionSupervisor supervisor) {
    return relay.snapshot().settings().connections().contains(supervisor.endpoint().name());
  }

  /**
   * Stops a relay as a stop would, then takes it out.
   *
   * @return completes when it is gone; a stop keeps to its own limits
   */
  public CompletableFuture<Verdict> removeRelay(String name, Actor by) {
    return leave(
        name,
        by,
        gone -> {
          relays.remove(gone);
          LOG.info("Relay {} taken out", name);
        });
  }

  /**
   * Stops a relay as a stop would, then puts another in its place, stopped.
   *
   * @param next of the same name
   * @return completes when it is in place; a stop keeps to its own limits
   */
  public CompletableFuture<Verdict> replace(Relay next, Actor by) {
    Optional<String> missing = missing(next);
    if (missing.isPresent()) {
      return CompletableFuture.completedFuture(new Verdict.Refused(missing.get()));
    }
    return leave(
        next.name(),
        by,
        gone -> {
          relays.replace(gone, ++lastNumber, next);
          LOG.info("Relay {} replaced", next.name());
        });
  }

  private CompletableFuture<Verdict> leave(String name, Actor by, Consumer<Relay> whenStopped) {
    Relay leaving;
    synchronized (lock) {
      Verdict verdict =
          closed ? new Verdict.Refused(CLOSING) : onRelay(name, _ -> new Verdict.Accepted());
      if (!verdict.isAccepted()) {
        return CompletableFuture.completedFuture(verdict);
      }
      leaving = relays.here(name).orElseThrow();
      relays.leave(leaving);
      var _ = leaving.stop(by);
    }
    return leaving
        .when(snapshot -> !snapshot.state().isAtWork())
        .thenApply(
            _ -> {
              synchronized (lock) {
                leaving.retire();
                whenStopped.accept(leaving);
                publish();
              }
              return new Verdict.Accepted();
            });
  }

  private void publish() {
    listeners.tell(snapshot());
  }
}
