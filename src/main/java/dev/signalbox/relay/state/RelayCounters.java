package dev.signalbox.relay.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one run of a relay has done so far.
 *
 * @param duplicates messages that the stream had already
 * @param diverted rows that could not be relayed and went to the dead-letter subject
 * @param inDoubt rows at most that a work queue had removed when they may have had to be sent again
 * @param inFlight about so many published rows have no acknowledgement yet
 * @param uncommitted about so many published rows the checkpoint does not know of yet: they may be
 *     sent again
 * @param rowsPerSecond acknowledged rows, averaged over the last seconds
 * @param latency of the rows acknowledged in about the last second; empty if none was
 */
public record RelayCounters(
    long cycles,
    long rowsRead,
    long published,
    long acknowledged,
    long duplicates,
    long diverted,
    long inDoubt,
    long inFlight,
    long uncommitted,
    double rowsPerSecond,
    Optional<PublishLatency> latency,
    Optional<Instant> lastAcknowledgement) {
  public static final RelayCounters NONE =
      new RelayCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
}
