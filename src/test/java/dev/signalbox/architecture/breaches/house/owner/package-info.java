/** Owns a state. */
@NullMarked
package dev.signalbox.architecture.breaches.house.owner;

import org.jspecify.annotations.NullMarked;
