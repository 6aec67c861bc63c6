/**
 * One blocking call of a run: bounded, stoppable, and explained when it fails. The rooms above have
 * no other way to a server, but for the messages of a page, which are not waited for one by one.
 *
 * <p>Threading: calls block the run's thread, a lease's also its own; a stop or a limit ends them
 * from any other.
 */
@NullMarked
package dev.signalbox.relay.call;

import org.jspecify.annotations.NullMarked;
