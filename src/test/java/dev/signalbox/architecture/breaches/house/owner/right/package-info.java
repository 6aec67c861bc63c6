/** The other half of it. */
@NullMarked
package dev.signalbox.architecture.breaches.house.owner.right;

import org.jspecify.annotations.NullMarked;
