package dev.signalbox.relay.call;

import dev.signalbox.relay.state.StopMode;
import java.time.Duration;

/**
 * How long a blocking call may take.
 *
 * @param limit from its beginning, whatever happens
 * @param finishing from a stop that lets the page finish
 * @param atOnce from an urgent stop
 */
public record CallLimits(Duration limit, Duration finishing, Duration atOnce) {
  /** What is done before polling, and small questions: a stop ends it at once. */
  public static final CallLimits PREPARATION =
      new CallLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);

  /** Reading one page. */
  public static final CallLimits PAGE_QUERY =
      new CallLimits(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ZERO);

  /** What makes acknowledged rows count: finished even when the stop is urgent. */
  public static final CallLimits COMMIT =
      new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));

  private static final int RENEWALS_WITHOUT_REPLY_PER_LEASE = 5;

  /** As a commit, but so short that after one without a reply there is time for another. */
  public static CallLimits renewal(Duration leaseTime) {
    Duration part = leaseTime.dividedBy(RENEWALS_WITHOUT_REPLY_PER_LEASE);
    return new CallLimits(
        part.compareTo(COMMIT.limit) < 0 ? part : COMMIT.limit, COMMIT.finishing, COMMIT.atOnce);
  }

  public Duration after(StopMode mode) {
    return switch (mode) {
      case FINISH_PAGE -> finishing;
      case AT_ONCE -> atOnce;
    };
  }
}
