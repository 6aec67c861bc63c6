package dev.signalbox.connection.nats.wire;

import java.net.ProtocolException;

/**
 * How much a server may say that nobody asked for: each line is work for the driver and for those
 * that listen to it. A page of rows that are all denied has room in it.
 */
final class LineBudget {
  private static final long MOST = 4L * 1024 * 1024;
  private static final long PER_SECOND = 64L * 1024;

  /** What a line costs besides its length. */
  private static final int LINE = 256;

  private long left = MOST;
  private long since = System.nanoTime();

  /**
   * A line of that length has arrived.
   *
   * @throws ProtocolException if that is too much by now
   */
  void spend(int length) throws ProtocolException {
    long now = System.nanoTime();
    long earned = (now - since) / 1_000_000 * PER_SECOND / 1_000;
    if (earned > 0) {
      left = Math.min(MOST, left + earned);
      since = now;
    }
    left -= length + LINE;
    if (left < 0) {
      throw new ProtocolException("the server sends more lines than anybody could need");
    }
  }
}
