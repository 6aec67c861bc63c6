/**
 * The polling job: source table to subject, with a checkpoint. {@link dev.signalbox.relay.Relay}
 * owns state and run.
 *
 * <p>A row's way leads through the packages below, once through each: {@code run} asks {@code
 * source} for a page, hands it to {@code stream}, which publishes it and awaits its
 * acknowledgements, and moves the {@code checkpoint} by what that returns. All of them reach their
 * servers through {@code call}; {@code state} has the values and the interlocking. Each knows only
 * those below it, in the order run, stream, checkpoint and source, call, state.
 *
 * <p>Threading: commands may be called from any thread and never block; a run has virtual threads
 * of its own, which end with it. State changes only under the relay's lock; listeners and log lines
 * are delivered in order, outside of it.
 */
@NullMarked
package dev.signalbox.relay;

import org.jspecify.annotations.NullMarked;
