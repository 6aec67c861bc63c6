/**
 * Endpoints and the one owner of each: state, attempt, session, heartbeat, retry.
 *
 * <p>Threading: {@link dev.signalbox.connection.ConnectionSupervisor} may be called from any thread
 * and never blocks; every driver call runs on a virtual thread of its own. State changes only
 * through the pure {@link dev.signalbox.connection.ConnectionTransitions}, under the supervisor's
 * lock; listeners and log lines are delivered in order, outside of it.
 */
@NullMarked
package dev.signalbox.connection;

import org.jspecify.annotations.NullMarked;
