/**
 * The seam for a window of many engines: which there are, how each is doing in few words, and a way
 * to each one's own console. Everything that crosses it is an immutable value.
 *
 * <p>Threading: everything here may be called from any thread, the FX thread included, and returns
 * at once; answers and news come later, on any thread.
 */
@NullMarked
package dev.signalbox.console.fleet;

import org.jspecify.annotations.NullMarked;
