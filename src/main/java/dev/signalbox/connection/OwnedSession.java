package dev.signalbox.connection;

import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;

/** A session that the supervisor has adopted, with the heartbeat that proves it alive. */
record OwnedSession(AttemptId id, Session session, Heartbeat heartbeat) {}
