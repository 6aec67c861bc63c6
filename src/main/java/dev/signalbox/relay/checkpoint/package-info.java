/**
 * How far a relay got, and who may move it: one row in MariaDB that holds position, lease and fence
 * together. It moves only behind acknowledged rows, so nothing is left out.
 *
 * <p>Threading: blocking; for the run's thread. A lease is renewed on threads of its own.
 */
@NullMarked
package dev.signalbox.relay.checkpoint;

import org.jspecify.annotations.NullMarked;
