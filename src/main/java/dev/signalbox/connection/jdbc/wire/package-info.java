/**
 * The bytes between a driver and its database: where they go, and how much of what comes is taken.
 *
 * <p>Threading: one thread reads and writes, others may close and tell of phases.
 */
@NullMarked
package dev.signalbox.connection.jdbc.wire;

import org.jspecify.annotations.NullMarked;
