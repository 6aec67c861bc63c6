/**
 * The bytes between the driver and one server: where a connect has come to, what the server says
 * before anybody asks, and how much of it is taken.
 *
 * <p>Threading: the driver connects on the attempt's thread, greets on one of its own and reads on
 * another, one after the other.
 */
@NullMarked
package dev.signalbox.connection.nats.wire;

import org.jspecify.annotations.NullMarked;
