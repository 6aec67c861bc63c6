/**
 * How far a relay got, and who may move it: one row in MariaDB that holds position, lease and fence
 * together. It moves only behind acknowledged rows, so nothing is left out.
 *
 * <p>A row arrives here as nothing but the position at which its page's {@link
 * dev.signalbox.relay.checkpoint.Advance} ends; from there the next page is asked for.
 *
 * <p>Threading: blocking; for the run's thread. A lease is renewed on threads of its own.
 */
@NullMarked
package dev.signalbox.relay.checkpoint;

import org.jspecify.annotations.NullMarked;
