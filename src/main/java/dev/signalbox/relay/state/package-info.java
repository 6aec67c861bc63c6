/**
 * Where a relay stands and what may follow: immutable values and one pure, total function, {@link
 * dev.signalbox.relay.state.RelayTransitions}.
 *
 * <p>Threading: none; any thread may read and compute.
 */
@NullMarked
package dev.signalbox.relay.state;

import org.jspecify.annotations.NullMarked;
