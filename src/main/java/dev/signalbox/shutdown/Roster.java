package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.shutdown.state.RosterSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The owners of the program's endpoints and relays, which may come and go while it runs. An owner
 * that is taken out is closed first, as a disconnect or a stop would close it.
 *
 * <p>Threading: all methods may be called from any thread and return at once. Commands to owners
 * are given under one lock with everything that changes the roster, so none reaches an owner that
 * has left.
 */
public final class Roster {
  private static final String CLOSING = "Signalbox is closing";

  private final Object lock = new Object();
  private final SnapshotListeners<RosterSnapshot> listeners = new SnapshotListeners<>();
  private final Places<ConnectionSupervisor> connections = new Places<>("connection");
  private final Places<Relay> relays = new Places<>("relay");
  private final RosterUses uses = new RosterUses(connections, relays, Set.of());
  private Newcomers newcomers = Newcomers.NOBODY;
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

  /** Tells of everyone who is here, and from now on of everyone who comes. */
  public void greet(Newcomers greeted) {
    synchronized (lock) {
      newcomers = greeted;
      connections.forEach((owner, number) -> greeted.came(number, owner));
      relays.forEach((owner, number) -> greeted.came(number, owner));
    }
  }

  /** What a relay needs and is not here, or is of the wrong kind; empty if it can start. */
  Optional<String> missing(Relay relay) {
    return uses.missing(relay);
  }

  /**
   * Why there cannot be a connection of this name and kind now, in the place of another or not.
   *
   * @param goneBefore relays that will have been taken out by then
   */
  Optional<String> objectionToPutting(String name, EndpointKind kind, Set<String> goneBefore) {
    synchronized (lock) {
      RosterUses then = uses.without(goneBefore);
      return connections
          .here(name)
          .map(old -> then.worker(old).or(() -> then.otherKind(old, kind)))
          .orElseGet(() -> connections.clash(name).map(_ -> connections.absence(name)));
    }
  }

  /**
   * Why a connection cannot be taken out; empty if it can, or if it is not here.
   *
   * @param goneBefore relays that will have been taken out by then, or use it no more
   */
  Optional<String> objectionToRemoving(String name, Set<String> goneBefore) {
    synchronized (lock) {
      return connections.here(name).flatMap(uses.without(goneBefore)::user);
    }
  }

  /** Why there cannot be a relay of this name now; empty if there can. */
  Optional<String> objectionToPuttingRelay(String name) {
    synchronized (lock) {
      return relays.here(name).isPresent()
          ? Optional.empty()
          : relays.clash(name).map(_ -> relays.absence(name));
    }
  }

  /** From now on nobody comes and nobody is asked to leave. */
  void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  /** Asks the supervisor of that name for something, which must not block. */
  Verdict onConnection(String name, Function<ConnectionSupervisor, Verdict> command) {
    return ask(connections, name, command);
  }

  /** As {@link #onRelay}, of one that is leaving too: how it ends may still be asked for. */
  Verdict onRelayLeavingToo(String name, Function<Relay, Verdict> command) {
    synchronized (lock) {
      return relays
          .found(name)
          .map(command)
          .orElseGet(() -> new Verdict.Refused(relays.absence(name)));
    }
  }

  /** Asks the relay of that name for something, which must not block. */
  Verdict onRelay(String name, Function<Relay, Verdict> command) {
    return ask(relays, name, command);
  }

  private <T> Verdict ask(Places<T> places, String name, Function<T, Verdict> command) {
    synchronized (lock) {
      return places
          .here(name)
          .map(command)
          .orElseGet(() -> new Verdict.Refused(places.absence(name)));
    }
  }

  /** Takes an endpoint in; nothing is connected by it. */
  public Verdict add(ConnectionSupervisor supervisor) {
    return add(
        connections,
        supervisor.endpoint().name(),
        supervisor,
        Optional::empty,
        number -> newcomers.came(number, supervisor));
  }

  /** Takes a relay in; nothing is started by it. */
  public Verdict add(Relay relay) {
    return add(
        relays,
        relay.name(),
        relay,
        () -> uses.missing(relay),
        number -> newcomers.came(number, relay));
  }

  private <T> Verdict add(
      Places<T> places,
      String name,
      T owner,
      Supplier<Optional<String>> objection,
      LongConsumer came) {
    synchronized (lock) {
      Verdict verdict = unlessClosed(places.clash(name).or(objection));
      if (verdict.isAccepted()) {
        places.add(++lastNumber, name, owner);
        came.accept(lastNumber);
        publish();
      }
      return verdict;
    }
  }

  private Verdict unlessClosed(Optional<String> objection) {
    return (closed ? Optional.of(CLOSING) : objection)
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(Verdict.Accepted::new);
  }

  /**
   * Closes an endpoint as a disconnect would, then takes it out. Refused while a relay is set to
   * use it.
   *
   * @return completes when it is gone; what closes it keeps to its own limits
   */
  public CompletableFuture<Verdict> removeConnection(String name, Actor by) {
    return leave(connections, name, uses::user, s -> Departure.of(s, by), connections::remove);
  }

  /**
   * Closes an endpoint as a disconnect would, then puts another in its place, which is connected if
   * the one before it was. Refused while a relay works with it.
   *
   * @param next of the same name
   * @return completes when it is in place; what closes the other keeps to its own limits
   */
  public CompletableFuture<Verdict> replace(ConnectionSupervisor next, Actor by) {
    AtomicBoolean wasOn = new AtomicBoolean();
    return leave(
        connections,
        next.endpoint().name(),
        old -> uses.worker(old).or(() -> uses.otherKind(old, next.endpoint().kind())),
        old -> {
          wasOn.set(Departure.isWanted(old.snapshot().state()));
          return Departure.of(old, by);
        },
        gone -> {
          connections.replace(gone, ++lastNumber, next);
          newcomers.came(lastNumber, next);
          if (closed) {
            // The shutdown knows the one before it; this one must not begin anything.
            var _ = next.retire();
          } else if (wasOn.get()) {
            var _ = next.connect(by);
          }
        });
  }

  /**
   * Stops a relay as a stop would, then takes it out.
   *
   * @return completes when it is gone; a stop keeps to its own limits
   */
  public CompletableFuture<Verdict> removeRelay(String name, Actor by) {
    return leave(relays, name, _ -> Optional.empty(), r -> Departure.of(r, by), relays::remove);
  }

  /**
   * Stops a relay as a stop would, then puts another in its place, stopped.
   *
   * @param next of the same name
   * @return completes when it is in place; a stop keeps to its own limits
   */
  public CompletableFuture<Verdict> replace(Relay next, Actor by) {
    return leave(
        relays,
        next.name(),
        _ -> uses.missing(next),
        old -> Departure.of(old, by),
        gone -> {
          relays.replace(gone, ++lastNumber, next);
          newcomers.came(lastNumber, next);
          if (closed) {
            next.retire();
          }
        });
  }

  /**
   * From now on an owner is asked for nothing; it is gone once it is at rest.
   *
   * @param rest makes it come to rest, without blocking
   * @param gone what becomes of its place then, under the lock
   */
  private <T> CompletableFuture<Verdict> leave(
      Places<T> places,
      String name,
      Function<T, Optional<String>> objection,
      Function<T, CompletableFuture<?>> rest,
      Consumer<T> gone) {
    synchronized (lock) {
      Verdict verdict = ask(places, name, found -> unlessClosed(objection.apply(found)));
      if (!verdict.isAccepted()) {
        return CompletableFuture.completedFuture(verdict);
      }
      T leaving = places.here(name).orElseThrow();
      places.leave(leaving);
      return rest.apply(leaving)
          .thenApply(
              _ -> {
                synchronized (lock) {
                  gone.accept(leaving);
                  publish();
                }
                return verdict;
              });
    }
  }

  private void publish() {
    listeners.tell(snapshot());
  }
}
