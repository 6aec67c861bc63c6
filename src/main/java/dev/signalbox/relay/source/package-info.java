/**
 * The table that is relayed: which rows come next, and what they are as JSON.
 *
 * <p>Threading: blocking; for the run's thread.
 */
@NullMarked
package dev.signalbox.relay.source;

import org.jspecify.annotations.NullMarked;
