package dev.signalbox.connection;

import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionState;
import java.time.Instant;

/**
 * The moment in which an event takes effect, under the supervisor's lock.
 *
 * @param state what the event will meet
 * @param next the attempt that the event may begin
 */
record EventContext(Instant now, ConnectionState state, NextAttempt next) {}
