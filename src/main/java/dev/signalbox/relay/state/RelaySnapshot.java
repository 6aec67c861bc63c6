package dev.signalbox.relay.state;

import dev.signalbox.settings.PollingSettings;
import java.util.Optional;

/** A relay and where it stands: what listeners receive. An immutable value. */
public record RelaySnapshot(
    PollingSettings settings,
    RelayState state,
    RelayCounters counters,
    Optional<Position> position,
    boolean retired) {

  public String name() {
    return settings.programName();
  }
}
