/** Lets passwords out. */
@NullMarked
package dev.signalbox.architecture.breaches.leaking.console;

import org.jspecify.annotations.NullMarked;
