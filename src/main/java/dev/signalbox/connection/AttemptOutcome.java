package dev.signalbox.connection;

/** How an attempt went that was under way when the program began to close. */
public enum AttemptOutcome {
  /** There was none. */
  NONE,
  /** It ended without a session. */
  ENDED,
  /** It had opened a session after all, which was closed at once. */
  LATE
}
