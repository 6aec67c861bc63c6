/**
 * An engine that is served over NATS: what it tells by itself, what it answers, and how it obeys.
 * Its work never waits for any of this.
 *
 * <p>Threading: whatever talks to NATS runs on virtual threads of its own; what the engine calls
 * returns at once.
 */
@NullMarked
package dev.signalbox.fleet.engine;

import org.jspecify.annotations.NullMarked;
