/**
 * The window of a term: the rows that are on their way, the answers to those that were sent, and
 * how far the checkpoint may follow.
 *
 * <p>Threading: the run's thread adds, sends and asks; answers arrive on a thread of the driver's.
 * The window alone is called by both, and has the lock.
 */
@NullMarked
package dev.signalbox.relay.stream.window;

import org.jspecify.annotations.NullMarked;
