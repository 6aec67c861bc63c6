/** Knows the toolkit. */
@NullMarked
package dev.signalbox.architecture.breaches.toolkit;

import org.jspecify.annotations.NullMarked;
