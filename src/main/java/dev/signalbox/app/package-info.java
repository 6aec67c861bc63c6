/** Entry point, command line, runs with and without a window, signals. */
@NullMarked
package dev.signalbox.app;

import org.jspecify.annotations.NullMarked;
