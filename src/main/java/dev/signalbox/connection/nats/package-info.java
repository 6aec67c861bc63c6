/**
 * NATS with JetStream.
 *
 * <p>Threading: opening and closing block and belong on virtual threads; the driver's listeners
 * only hand over what they hear and never block.
 */
@NullMarked
package dev.signalbox.connection.nats;

import org.jspecify.annotations.NullMarked;
