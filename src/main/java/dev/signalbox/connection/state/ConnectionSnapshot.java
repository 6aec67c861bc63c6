package dev.signalbox.connection.state;

import dev.signalbox.base.Actor;
import java.util.Optional;

/**
 * An endpoint and where it stands: what listeners receive.
 *
 * @param changedBy who asked for the change that led to the present kind of state; empty where
 *     nobody did, because a driver reported something or a timer ran out
 */
public record ConnectionSnapshot(
    Endpoint endpoint, ConnectionStatus status, Optional<Actor> changedBy) {
  public ConnectionState state() {
    return status.state();
  }
}
