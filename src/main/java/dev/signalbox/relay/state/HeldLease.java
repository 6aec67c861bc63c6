package dev.signalbox.relay.state;

import dev.signalbox.base.ForeignText;
import java.time.Duration;
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
  /**
   * For how long an engine does not take a lease back that it has handed over: five of the looks
   * that whoever stands by takes every two seconds. It is free at once, so what matters is how
   * often others look and not how long a lease lasts.
   */
  public static final Duration LEFT_TO_OTHERS = Duration.ofSeconds(10);

  private static final int LONGEST = 300;
  private static final String HELD_BY = "held by host ";

  public HeldLease {
    words = ForeignText.line(words, LONGEST);
  }

  /** How a process is said to hold a lease. */
  public static String heldBy(String host, long pid) {
    return HELD_BY + host + " pid " + pid;
  }

  /** Whether these words name a process as the holder of a lease. */
  public static boolean isHolderNamed(String words) {
    return words.startsWith(HELD_BY);
  }
}
