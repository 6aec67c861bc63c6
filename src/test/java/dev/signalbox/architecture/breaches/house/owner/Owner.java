package dev.signalbox.architecture.breaches.house.owner;

import dev.signalbox.architecture.breaches.house.owner.left.Left;
import dev.signalbox.architecture.breaches.house.owner.state.State;

/** Has a state, and half of a circle below it. */
public record Owner(State state, Left left) {}
