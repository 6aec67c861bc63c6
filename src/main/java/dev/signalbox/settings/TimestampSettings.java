package dev.signalbox.settings;

import java.time.ZoneId;
import java.util.Optional;

/**
 * How the rows of a source are dated.
 *
 * @param zone of a column without one; empty means that of the source's server
 */
public record TimestampSettings(Optional<ZoneId> zone) {
  /** By the server's own clock. */
  public static final TimestampSettings DEFAULT = new TimestampSettings(Optional.empty());
}
