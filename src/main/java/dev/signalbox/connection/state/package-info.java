/**
 * Where an endpoint stands and what may follow: immutable values and one pure, total function,
 * {@link dev.signalbox.connection.state.ConnectionTransitions}.
 *
 * <p>Threading: none; any thread may read and compute.
 */
@NullMarked
package dev.signalbox.connection.state;

import org.jspecify.annotations.NullMarked;
