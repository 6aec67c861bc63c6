package dev.signalbox.relay.call;

import java.time.Duration;

/**
 * How long a relay waits for what. Times are the real ones of operation; whoever tries a relay out
 * may choose shorter ones.
 *
 * @param preparation what is done before polling, and small questions: a stop ends it at once
 * @param pageQuery reading one page
 * @param commit what makes acknowledged rows count: finished even when the stop is urgent
 * @param scan looking through what the stream has already
 * @param scanMessage from one message of that scan to the next
 * @param tail beginning to publish, and looking at the end of the stream: a page is under way
 * @param borrow until a pool has a connection to lend
 * @param publishing the limits of sending a page
 * @param leasePoll from one try to take a lease that somebody else holds to the next
 * @param settleDelay how long a row's commit may take from the moment that dates the row; longer
 *     transactions need a horizon that knows the oldest writer, or a lookback
 * @param look from one look for late rows to the next
 */
public record RelayLimits(
    CallLimits preparation,
    CallLimits pageQuery,
    CallLimits commit,
    CallLimits scan,
    Duration scanMessage,
    CallLimits tail,
    Duration borrow,
    Publishing publishing,
    Duration leasePoll,
    Duration settleDelay,
    Duration look) {

  /** Those of operation. */
  public static final RelayLimits STANDARD =
      new RelayLimits(
          new CallLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO),
          new CallLimits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ZERO),
          new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2)),
          new CallLimits(Duration.ofSeconds(60), Duration.ZERO, Duration.ZERO),
          Duration.ofSeconds(5),
          new CallLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO),
          Duration.ofSeconds(3),
          Publishing.STANDARD,
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));

  /** So often each of the others has looked before a lease is taken back that was handed over. */
  public static final int LOOKS_OF_OTHERS = 5;

  private static final int RENEWALS_WITHOUT_REPLY_PER_LEASE = 5;

  /**
   * The limits of sending a page.
   *
   * @param acknowledgement without any for so long, the outstanding ones are overdue
   * @param finish from a stop that lets the page finish
   * @param atOnce from an urgent stop, for acknowledgements that are on their way
   * @param settle from a failure until nothing of the page is outstanding
   */
  public record Publishing(
      Duration acknowledgement, Duration finish, Duration atOnce, Duration settle) {
    private static final Publishing STANDARD =
        new Publishing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMillis(300),
            Duration.ofSeconds(2));
  }

  /** How long a lease that was handed over is left to others: so that each has looked often. */
  public Duration leftToOthers() {
    return leasePoll.multipliedBy(LOOKS_OF_OTHERS);
  }

  /** As a commit, but so short that after one without a reply there is time for another. */
  public CallLimits renewal(Duration leaseTime) {
    Duration part = leaseTime.dividedBy(RENEWALS_WITHOUT_REPLY_PER_LEASE);
    return new CallLimits(
        part.compareTo(commit.limit()) < 0 ? part : commit.limit(),
        commit.finishing(),
        commit.atOnce());
  }
}
