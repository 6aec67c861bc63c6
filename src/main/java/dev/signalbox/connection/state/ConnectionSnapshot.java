package dev.signalbox.connection.state;

import dev.signalbox.base.Actor;
import java.util.Optional;

/**
 * An endpoint and where it stands: what listeners receive.
 *
 * @param changedBy who asked for the change that led to the present kind of state; empty where
 *     nobody did, because a driver reported something or a timer ran out
 * @param connects the present connect and the last ones, phase by phase
 * @param pool how much of it was in use at the last heartbeat; empty where there is none
 */
public record ConnectionSnapshot(
    Endpoint endpoint,
    ConnectionStatus status,
    Optional<Actor> changedBy,
    ConnectHistory connects,
    Optional<PoolUse> pool) {

  /** One whose connects are not known. */
  public ConnectionSnapshot(Endpoint endpoint, ConnectionStatus status, Optional<Actor> changedBy) {
    this(endpoint, status, changedBy, ConnectHistory.NONE, Optional.empty());
  }

  public ConnectionState state() {
    return status.state();
  }
}
