/** Has a static field whose content can change. */
@NullMarked
package dev.signalbox.architecture.breaches.mutable;

import org.jspecify.annotations.NullMarked;
