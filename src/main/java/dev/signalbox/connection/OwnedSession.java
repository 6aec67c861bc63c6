package dev.signalbox.connection;

import org.jspecify.annotations.Nullable;

/** A session that a supervisor has adopted, with the heartbeat that proves it alive. */
record OwnedSession(AttemptId id, Session session, Heartbeat heartbeat) {

  /** Closes it on the calling thread and returns what went wrong, if anything did. */
  @Nullable Throwable close(Deadline deadline, boolean orderly) {
    try {
      session.close(deadline, orderly);
      return null;
    } catch (Throwable t) {
      return t;
    }
  }
}
