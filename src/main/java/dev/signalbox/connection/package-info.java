/**
 * The one owner of each endpoint: attempt, session, heartbeat, retry.
 *
 * <p>Below it lie the values and the interlocking ({@code state}), the contract that drivers'
 * adapters keep ({@code driver}), and these adapters ({@code jdbc}, {@code nats}). A click's way to
 * a driver: the supervisor asks the transitions, starts an attempt, and that opens a session
 * through a connector. What attempts and sessions experience they report to one narrow interface,
 * {@code ConnectionReports}.
 *
 * <p>Threading: {@link dev.signalbox.connection.ConnectionSupervisor} may be called from any thread
 * and never blocks; every driver call runs on a virtual thread of its own. State changes only under
 * the supervisor's lock; listeners and log lines are delivered in order, outside of it.
 */
@NullMarked
package dev.signalbox.connection;

import org.jspecify.annotations.NullMarked;
