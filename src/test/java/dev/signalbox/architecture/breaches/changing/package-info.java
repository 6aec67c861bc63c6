/** Has a static field that can be set. */
@NullMarked
package dev.signalbox.architecture.breaches.changing;

import org.jspecify.annotations.NullMarked;
