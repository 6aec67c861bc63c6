package dev.signalbox.shutdown;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.shutdown.EndpointModel.Actor;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives situations that differ only in names the same names. Ids are only ever compared for being
 * the same, so any renaming keeps what can happen: the attempt or session that the state speaks of
 * comes first, then the others by what they do. Retries, the phase of an attempt and whether a
 * close began in order decide nothing either: they are passed on to what waits, closes and shows.
 */
final class EndpointNames {
  private static final Instant NOW = EndpointModel.NOW;

  private final Map<AttemptId, AttemptId> names = new HashMap<>();

  private EndpointNames(EndpointModel endpoint) {
    Optional<AttemptId> current = EndpointOwnership.current(endpoint.status().state());
    List<Long> order =
        endpoint.actors().keySet().stream()
            .sorted(
                Comparator.comparing(
                        (Long id) -> current.filter(new AttemptId(id)::equals).isEmpty())
                    .thenComparing(endpoint.actors()::get))
            .toList();
    order.forEach(id -> names.put(new AttemptId(id), new AttemptId(names.size() + 1L)));
  }

  static EndpointModel canonical(EndpointModel endpoint) {
    return new EndpointNames(endpoint).renamed(endpoint);
  }

  private EndpointModel renamed(EndpointModel endpoint) {
    TreeMap<Long, Actor> actors = new TreeMap<>();
    endpoint.actors().forEach((id, actor) -> actors.put(name(new AttemptId(id)).number(), actor));
    Set<AttemptId> abandoned = new HashSet<>();
    endpoint.status().abandoned().forEach(id -> abandoned.add(name(id)));
    return new EndpointModel(
        new ConnectionStatus(
            renamed(endpoint.status().state()), abandoned, endpoint.status().retired()),
        actors,
        endpoint.retryArmed());
  }

  private AttemptId name(AttemptId id) {
    return names.getOrDefault(id, id);
  }

  private ConnectionState renamed(ConnectionState state) {
    return switch (state) {
      case Connecting c ->
          new Connecting(name(c.attempt()), NOW, NOW, ConnectPhase.STARTING, Retries.NONE);
      case ConnectionState.Cancelling c -> new ConnectionState.Cancelling(name(c.attempt()), NOW);
      case Connected c -> new Connected(name(c.session()), NOW, c.peer(), Optional.empty(), NOW);
      case Stale s -> new Stale(name(s.session()), NOW, s.peer(), NOW, NOW, EndpointModel.CAUSE);
      case ConnectionState.Closing c ->
          new ConnectionState.Closing(name(c.session()), NOW, true, c.after());
      case Waiting _ -> new Waiting(NOW, NOW, Retries.NONE, EndpointModel.CAUSE);
      case ConnectionState.Off _, ConnectionState.Failed _ -> state;
    };
  }
}
