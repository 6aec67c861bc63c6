/** Ends the process. */
@NullMarked
package dev.signalbox.architecture.breaches.exiting;

import org.jspecify.annotations.NullMarked;
