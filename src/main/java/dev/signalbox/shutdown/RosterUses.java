package dev.signalbox.shutdown;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.settings.PollingSettings;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who of a roster needs whom: objections in words, or none. To be asked under the roster's lock.
 *
 * @param unheard relays that do not count
 */
record RosterUses(
    Places<ConnectionSupervisor> connections, Places<Relay> relays, Set<String> unheard) {

  /** As it will be without these relays. */
  RosterUses without(Set<String> gone) {
    return new RosterUses(connections, relays, gone);
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

  /** Why one of another kind cannot take its place: a relay is set to use it. */
  Optional<String> otherKind(ConnectionSupervisor old, EndpointKind next) {
    return old.endpoint().kind() == next ? Optional.empty() : user(old);
  }

  /** A relay that is set to use this endpoint. */
  Optional<String> user(ConnectionSupervisor supervisor) {
    return users(supervisor)
        .map(relay -> "relay " + relay.name() + " uses it: take that out first")
        .findFirst();
  }

  /** A relay that works with this endpoint now. */
  Optional<String> worker(ConnectionSupervisor supervisor) {
    return users(supervisor)
        .filter(relay -> relay.snapshot().state().isAtWork())
        .map(relay -> "relay " + relay.name() + " works with it: stop that first")
        .findFirst();
  }

  private Stream<Relay> users(ConnectionSupervisor supervisor) {
    String name = supervisor.endpoint().name();
    return relays.everyone().stream()
        .filter(relay -> !unheard.contains(relay.name()))
        .filter(relay -> relay.snapshot().settings().connections().contains(name));
  }
}
