/**
 * The polling job: source table to subject, with a checkpoint. {@link dev.signalbox.relay.Relay}
 * owns state and run.
 *
 * <p>A row's way leads through the packages below in this order: {@code run} asks {@code source}
 * for a page, {@code stream} to publish it and to await its acknowledgements, and {@code
 * checkpoint} to commit. All of them reach their servers through {@code call}; {@code state} has
 * the values and the interlocking.
 *
 * <p>Threading: commands may be called from any thread and never block; the loop runs on one
 * virtual thread per run. State changes only under the relay's lock; listeners and log lines are
 * delivered in order, outside of it.
 */
@NullMarked
package dev.signalbox.relay;

import org.jspecify.annotations.NullMarked;
