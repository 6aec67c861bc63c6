/**
 * One run, from a start to its end: connects, then holds one term of the lease after the other. Any
 * interruption ends the term, and the next one begins as after a crash, from the checkpoint and the
 * stream: one way to recover, used all the time.
 *
 * <p>Threading: one virtual thread for each run.
 */
@NullMarked
package dev.signalbox.relay.run;

import org.jspecify.annotations.NullMarked;
