/**
 * Real servers for trying the console and for testing it: NATS with JetStream, MariaDB, endpoints
 * that misbehave on purpose, and a generator of believable events.
 *
 * <p>Nothing here outlives the JVM that started it, however that JVM ends: every server process and
 * every temporary folder has a guardian process that waits for the end of a pipe.
 *
 * <p>Threading: servers may be used from any thread and serialise their own start, stop and
 * restart; starting and stopping blocks, always for a bounded time, so never call it on the FX
 * thread.
 */
@NullMarked
package dev.signalbox.sandbox;

import org.jspecify.annotations.NullMarked;
