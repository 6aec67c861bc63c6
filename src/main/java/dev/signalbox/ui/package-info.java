/**
 * The window: its frame, its keys, and how its regions lie. Each region has a package of its own
 * below; all of them see one engine through {@link dev.signalbox.console.Console} and know of
 * connections, relays and the program nothing but immutable values.
 *
 * <p>Threading: everything here belongs to the FX thread, which never calls a driver, reads a file
 * or waits. Snapshots arrive on any thread and are applied at most once in each pulse; ages and
 * countdowns are drawn from the snapshots by one ticker.
 */
@NullMarked
package dev.signalbox.ui;

import org.jspecify.annotations.NullMarked;
