/** Knows the sandbox. */
@NullMarked
package dev.signalbox.architecture.breaches.sandboxed;

import org.jspecify.annotations.NullMarked;
