package dev.signalbox.ui.plan;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.objects.ObjectLooks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan is drawn from. An immutable value.
 *
 * @param relays in the configuration's order
 * @param connections in the configuration's order
 * @param counted what waits for a relay, by its name, as far as somebody has counted
 */
public record PlanBasis(
    List<Relay> relays, List<Connection> connections, Map<String, Counted> counted, Instant now) {
  public PlanBasis {
    relays = List.copyOf(relays);
    connections = List.copyOf(connections);
    counted = Map.copyOf(counted);
  }

  /** A relay and how it looks. */
  public record Relay(RelaySnapshot snapshot, ObjectLooks looks) {}

  /** A connection and how it looks. */
  public record Connection(ConnectionSnapshot snapshot, ObjectLooks looks) {}

  /** What was counted, and when. */
  public record Counted(Answer<Backlog> answer, Instant at) {}

  PlanBasis with(Map<String, Counted> known) {
    return new PlanBasis(relays, connections, known, now);
  }

  Optional<Connection> connection(String name) {
    return connections.stream()
        .filter(one -> one.snapshot().endpoint().name().equals(name))
        .findFirst();
  }

  /** The relays whose waiting rows can be counted now: what that takes is there. */
  List<String> countable() {
    return relays.stream()
        .map(relay -> relay.snapshot().settings())
        .filter(settings -> isThere(settings.source()) && isThere(settings.checkpoint()))
        .map(PollingSettings::programName)
        .toList();
  }

  private boolean isThere(String connection) {
    return connection(connection).filter(known -> Hold.isThere(known.snapshot())).isPresent();
  }

  boolean isUsed(Connection connection) {
    String name = connection.snapshot().endpoint().name();
    return relays.stream()
        .anyMatch(relay -> relay.snapshot().settings().connections().contains(name));
  }
}
