/** Knows drivers where they are nobody's business. */
@NullMarked
package dev.signalbox.architecture.breaches.querying;

import org.jspecify.annotations.NullMarked;
