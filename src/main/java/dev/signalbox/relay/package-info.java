/**
 * The polling job: source table to subject, with a checkpoint.
 *
 * <p>{@link dev.signalbox.relay.Relay} owns state and run; a run connects, then holds one tenure
 * after the other. A tenure takes the lease, reads the checkpoint, finds out what the stream has
 * beyond it, and polls: read a page, publish it, await its acknowledgements, commit. Every row's
 * message id follows from the row alone, so whatever is sent twice is stored once; the checkpoint
 * moves only behind acknowledged rows, so nothing is left out. Any interruption ends the tenure,
 * and the next one begins as after a crash.
 *
 * <p>Threading: commands may be called from any thread and never block; the loop runs on one
 * virtual thread per run, lease renewals on threads of their own. State changes only through the
 * pure {@link dev.signalbox.relay.RelayTransitions}, under the relay's lock; listeners and log
 * lines are delivered in order, outside of it.
 */
@NullMarked
package dev.signalbox.relay;

import org.jspecify.annotations.NullMarked;
