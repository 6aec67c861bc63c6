package dev.signalbox.sandbox.oracle;

/**
 * What the stand-in holds for its clients at one instant.
 *
 * @param sockets accepted connections not yet closed
 * @param sessions of these, the ones logged in
 * @param cursors parsed statements their clients have not closed
 * @param transactions changes neither committed nor rolled back
 */
public record Holdings(int sockets, int sessions, int cursors, int transactions) {
  /** Nothing held: every client has gone and left nothing. */
  public static final Holdings NONE = new Holdings(0, 0, 0, 0);
}
