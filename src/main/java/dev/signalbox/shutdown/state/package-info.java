/**
 * Where the program stands, who is in it, and what its end did: immutable values and one pure,
 * total function, {@link dev.signalbox.shutdown.state.ProgramTransitions}.
 *
 * <p>Threading: none; any thread may read and compute.
 */
@NullMarked
package dev.signalbox.shutdown.state;

import org.jspecify.annotations.NullMarked;
