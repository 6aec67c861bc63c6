package dev.signalbox.journal.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When the engine was there to see, newest stretches only. Not thread-safe. */
final class Watch {
  private static final int MOST = 2_000;

  /** Whoever was asked for a second and came after this had slept. */
  private static final Duration SLEEP = Duration.ofSeconds(10);

  private final List<Stretch> stretches = new ArrayList<>();
  private boolean begun;

  /** The engine is there now. */
  void at(Instant now) {
    // By a clock that has been set back, what is later has not happened.
    stretches.removeIf(stretch -> stretch.from().isAfter(now));
    if (!begun) {
      begin(now, Stretch.Gap.NOT_RUNNING);
    } else if (stretches.isEmpty() || stretches.getLast().to().plus(SLEEP).isBefore(now)) {
      begin(now, Stretch.Gap.ASLEEP);
    } else {
      Stretch last = stretches.removeLast();
      stretches.add(new Stretch(last.from(), now, last.before()));
    }
    begun = true;
  }

  private void begin(Instant now, Stretch.Gap before) {
    stretches.add(new Stretch(now, now, before));
    if (stretches.size() > MOST) {
      stretches.removeFirst();
    }
  }

  /** Puts what earlier runs left before the present one. */
  void restore(List<Stretch> earlier) {
    Instant first = stretches.isEmpty() ? Instant.MAX : stretches.getFirst().from();
    List<Stretch> past = earlier.stream().filter(s -> s.from().isBefore(first)).toList();
    stretches.addAll(
        0, past.subList(Math.max(0, past.size() + stretches.size() - MOST), past.size()));
  }

  List<Stretch> all() {
    return List.copyOf(stretches);
  }

  List<Stretch> between(Instant from, Instant to) {
    return stretches.stream()
        .filter(stretch -> !stretch.to().isBefore(from) && !stretch.from().isAfter(to))
        .toList();
  }
}
