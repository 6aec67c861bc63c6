package dev.signalbox.ui.history;

import java.time.Duration;
import java.util.Locale;

/** How far back is shown. */
enum Range {
  QUARTER(Duration.ofMinutes(15)),
  HOUR(Duration.ofHours(1)),
  SIX_HOURS(Duration.ofHours(6)),
  DAY(Duration.ofHours(24)),
  WEEK(Duration.ofDays(7)),
  MONTH(Duration.ofDays(30));

  private final Duration length;

  Range(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  String textKey() {
    return "history.range." + name().toLowerCase(Locale.ROOT);
  }
}
