package dev.signalbox.relay.state;

import java.time.Duration;

/**
 * How long rows took from being sent to being acknowledged. An immutable value.
 *
 * @param least of the quickest
 * @param most of the slowest
 */
public record PublishLatency(Duration least, Duration most) {

  /** Of these rows and those. */
  public PublishLatency and(PublishLatency others) {
    return new PublishLatency(
        least.compareTo(others.least) < 0 ? least : others.least,
        most.compareTo(others.most) > 0 ? most : others.most);
  }
}
