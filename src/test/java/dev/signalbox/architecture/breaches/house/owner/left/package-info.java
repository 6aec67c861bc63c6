/** One half of a circle. */
@NullMarked
package dev.signalbox.architecture.breaches.house.owner.left;

import org.jspecify.annotations.NullMarked;
