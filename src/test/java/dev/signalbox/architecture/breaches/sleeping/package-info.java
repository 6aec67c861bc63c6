/** Sleeps. */
@NullMarked
package dev.signalbox.architecture.breaches.sleeping;

import org.jspecify.annotations.NullMarked;
