package dev.signalbox.relay.state;

import dev.signalbox.base.ForeignText;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease that this relay waits for. An immutable value.
 *
 * @param words who holds it: cut and without control characters, because anybody may have written
 *     it into the checkpoint table
 * @param since when that one took it, by the database's clock; empty where nobody says so
 */
public record HeldLease(String words, Optional<Instant> since) {
  private static final int LONGEST = 300;

  public HeldLease {
    words = ForeignText.line(words, LONGEST);
  }
}
