package dev.signalbox.connection;

import dev.signalbox.connection.ConnectionEvent.NextAttempt;
import java.time.Instant;

/**
 * The moment in which an event takes effect, under the supervisor's lock.
 *
 * @param state what the event will meet
 * @param next the attempt that the event may begin
 */
record Moment(Instant now, ConnectionState state, NextAttempt next) {}
