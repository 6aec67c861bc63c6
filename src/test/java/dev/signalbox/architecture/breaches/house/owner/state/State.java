package dev.signalbox.architecture.breaches.house.owner.state;

import dev.signalbox.architecture.breaches.house.owner.Owner;

/** Knows who is above it. */
public interface State {
  Owner owner();
}
