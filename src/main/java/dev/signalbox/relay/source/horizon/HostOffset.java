package dev.signalbox.relay.source.horizon;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the clock of a database's host was set back, as at the end of summer time. Nobody
 * has told before, so rows that are dated in the time that is repeated may have been passed by.
 *
 * <p>Threading: for any thread.
 */
public final class HostOffset {
  private final HorizonListener listener;
  private @Nullable Seen last;

  private record Seen(LocalDateTime utc, Duration offset) {}

  public HostOffset(HorizonListener listener) {
    this.listener = listener;
  }

  /** Returns the offset from UTC that was seen at an instant, in whole seconds. */
  synchronized Duration seen(LocalDateTime utc, Duration offset) {
    Seen before = last;
    if (before == null || !utc.isBefore(before.utc())) {
      last = new Seen(utc, offset);
      if (before != null && offset.compareTo(before.offset()) < 0) {
        listener.remark(
            words(
                before.offset().minus(offset),
                before.utc().plus(offset).truncatedTo(ChronoUnit.SECONDS),
                utc.plus(before.offset()).truncatedTo(ChronoUnit.SECONDS)));
      }
    }
    return offset;
  }

  /** It happened between the two looks. */
  private static String words(Duration by, LocalDateTime from, LocalDateTime to) {
    return "the local time of the source's server was set back by %d minutes: rows dated from %s to %s may have been passed by; when the last of them is written: signalbox verify; and set polling.timestamp_zone, so that they wait for one another"
        .formatted(by.toMinutes(), from, to);
  }
}
