package dev.signalbox.connection.nats.wire;

import java.net.ProtocolException;

/** So much at once, and so much in each second after that. */
final class Allowance {
  private final String excess;
  private final long most;
  private final long perSecond;
  private long left;
  private long since = System.nanoTime();

  /**
   * @param excess what to say of a server that takes more
   */
  Allowance(String excess, long most, long perSecond) {
    this.excess = excess;
    this.most = most;
    this.perSecond = perSecond;
    this.left = most;
  }

  /** Takes that much; throws if it is not there any more. */
  void spend(long amount) throws ProtocolException {
    long now = System.nanoTime();
    long earned = (now - since) / 1_000_000 * perSecond / 1_000;
    if (earned > 0) {
      left = Math.min(most, left + earned);
      since = now;
    }
    left -= amount;
    if (left < 0) {
      throw new ProtocolException(excess);
    }
  }
}
