package dev.signalbox.connection;

/** A session that the supervisor has adopted, with the heartbeat that proves it alive. */
record OwnedSession(AttemptId id, Session session, Heartbeat heartbeat) {}
