/**
 * One blocking call of a run: bounded, stoppable, and explained when it fails.
 *
 * <p>Threading: calls block the run's thread; a stop or a limit ends them from any other.
 */
@NullMarked
package dev.signalbox.relay.call;

import org.jspecify.annotations.NullMarked;
