package dev.signalbox.architecture.breaches.house.ui;

import dev.signalbox.architecture.breaches.house.owner.Owner;
import dev.signalbox.architecture.breaches.house.owner.state.State;

/** Sees more than values. */
public record Window(Owner owner, State state) {}
