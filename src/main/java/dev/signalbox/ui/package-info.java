/**
 * The window. It sees snapshots, sends commands, and knows nothing of who keeps the one and obeys
 * the other.
 *
 * <p>Threading: everything here belongs to the FX thread, which never calls a driver, reads a file
 * or waits. Snapshots arrive on any thread and are applied at most once in each pulse; ages and
 * countdowns are drawn from the snapshots by one ticker. {@link dev.signalbox.ui.FxWorkExecutor}
 * alone is used from elsewhere.
 */
@NullMarked
package dev.signalbox.ui;

import org.jspecify.annotations.NullMarked;
