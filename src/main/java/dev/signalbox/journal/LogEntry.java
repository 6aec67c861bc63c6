package dev.signalbox.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the log. Immutable, without secrets.
 *
 * @param sequence rises by one with each entry of one journal
 * @param source who says it
 * @param details what the details view shows: a failure in full, or a stack trace
 */
public record LogEntry(
    long sequence,
    Instant at,
    Severity severity,
    Subject source,
    String message,
    Optional<String> details) {
  /** What the objects take besides their texts. */
  private static final long OVERHEAD = 256;

  /** About how much memory it takes. */
  long bytes() {
    return OVERHEAD
        + (long) Character.BYTES * (message.length() + details.map(String::length).orElse(0));
  }
}
