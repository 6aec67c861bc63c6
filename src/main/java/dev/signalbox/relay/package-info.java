/**
 * The polling job: source table to subject, with a checkpoint.
 *
 * <p>Threading: commands may be called from any thread and never block; the loop runs on one
 * virtual thread per run. State changes only through the pure transition function, under the
 * relay's lock.
 */
@NullMarked
package dev.signalbox.relay;

import org.jspecify.annotations.NullMarked;
