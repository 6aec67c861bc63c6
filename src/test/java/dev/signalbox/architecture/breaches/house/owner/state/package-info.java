/** A state that knows its owner, as it should not. */
@NullMarked
package dev.signalbox.architecture.breaches.house.owner.state;

import org.jspecify.annotations.NullMarked;
