package dev.signalbox.ui.plan;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.ui.plan.PlanPicture.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a relay that should move is held up. */
final class Hold {
  private static final List<Role> CONNECTIONS = List.of(Role.SOURCE, Role.SINK, Role.CHECKPOINT);

  private Hold() {}

  /**
   * The part that is not there, else the one that the failure is about, else the relay itself.
   *
   * @param parts its connections, as far as they are known
   */
  static Role of(RelaySnapshot relay, Map<Role, ConnectionSnapshot> parts) {
    return CONNECTIONS.stream()
        .filter(role -> parts.containsKey(role) && !isThere(parts.get(role)))
        .findFirst()
        .or(() -> relay.state().failure().flatMap(failure -> named(failure, parts)))
        .orElse(Role.RELAY);
  }

  /** One of which nobody can tell holds nothing up, as far as is known. */
  static boolean isThere(ConnectionSnapshot connection) {
    return connection.state() instanceof ConnectionState.Connected
        || connection.state().failure().filter(Failure::isNotUnderstood).isPresent();
  }

  private static Optional<Role> named(Failure failure, Map<Role, ConnectionSnapshot> parts) {
    return CONNECTIONS.stream()
        .filter(
            role ->
                parts.containsKey(role)
                    && failure.where().startsWith(parts.get(role).endpoint().label() + " at "))
        .findFirst();
  }
}
