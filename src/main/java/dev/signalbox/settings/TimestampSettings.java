package dev.signalbox.settings;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the rows of a source are dated.
 *
 * @param zone of a column without one; empty means that of the source's server
 * @param lag by how much a row may be dated before the statement that writes it; empty means what
 *     the table suggests
 * @param lookback how far behind the newest relayed row others are looked for that have become
 *     visible meanwhile; zero means not at all, empty what the source suggests
 */
public record TimestampSettings(
    Optional<ZoneId> zone, Optional<Duration> lag, Optional<Duration> lookback) {
  /** By the server's own clock. */
  public static final TimestampSettings DEFAULT =
      new TimestampSettings(Optional.empty(), Optional.empty(), Optional.empty());
}
