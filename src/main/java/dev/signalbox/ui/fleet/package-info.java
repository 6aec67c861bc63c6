/**
 * The window of many engines: all of them as one list, the worst first, the way to each one's own
 * console, and commands for many at once.
 *
 * <p>Threading: FX thread, except that judging how engines stand, and sending commands, is done on
 * virtual threads; values may be used by any thread.
 */
@NullMarked
package dev.signalbox.ui.fleet;

import org.jspecify.annotations.NullMarked;
