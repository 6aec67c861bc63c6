package dev.signalbox.console;

import java.util.Optional;

/**
 * Which rows are compared with the stream. Positions are written {@code TIMESTAMP,ID}.
 *
 * @param from behind which row; empty is the beginning. A comparison that was ended goes on there
 * @param to up to which row, that included; empty is the last one that was relayed
 */
public record VerifyRange(Optional<String> from, Optional<String> to) {
  /** All that was relayed. */
  public static final VerifyRange ALL = new VerifyRange(Optional.empty(), Optional.empty());
}
