package dev.signalbox.architecture.breaches.house.owner.right;

import dev.signalbox.architecture.breaches.house.owner.left.Left;

/** Knows the left. */
public interface Right {
  Left left();
}
