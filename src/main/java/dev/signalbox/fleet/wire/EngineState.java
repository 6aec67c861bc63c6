package dev.signalbox.fleet.wire;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import java.time.Instant;
import java.util.List;

/**
 * The whole picture of one engine.
 *
 * @param revision rises with each change during one run
 * @param at when it was so, by the engine's clock
 */
public record EngineState(
    Introduction identity,
    long revision,
    Instant at,
    ProgramSnapshot program,
    List<Entry<ConnectionSnapshot>> connections,
    List<Entry<RelaySnapshot>> relays) {

  public EngineState {
    connections = List.copyOf(connections);
    relays = List.copyOf(relays);
  }

  /**
   * A member of the engine's roster, and where it stands.
   *
   * @param number tells one that was replaced from the one before it
   */
  public record Entry<T>(long number, T snapshot) {}

  /** Whether this tells of a later moment than that one of the same engine. */
  public boolean isNewerThan(EngineState other) {
    return identity.boot().equals(other.identity.boot())
        ? revision > other.revision
        : identity.started().isAfter(other.identity.started());
  }
}
