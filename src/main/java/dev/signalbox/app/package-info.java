/** Entry point, command line, wiring by constructor calls, signals. */
@NullMarked
package dev.signalbox.app;

import org.jspecify.annotations.NullMarked;
