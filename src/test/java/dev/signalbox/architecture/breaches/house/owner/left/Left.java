package dev.signalbox.architecture.breaches.house.owner.left;

import dev.signalbox.architecture.breaches.house.owner.right.Right;

/** Knows the right. */
public interface Left {
  Right right();
}
