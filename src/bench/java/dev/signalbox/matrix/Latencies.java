package dev.signalbox.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures of one cell as a row of a table. */
final class Latencies {
  private Latencies() {}

  static void printHeader(String situation) {
    System.out.printf("| target | %s | n | p50 ms | p99 ms | max ms |%n", situation);
    System.out.println("|---|---|---|---|---|---|");
  }

  /** Returns the time within which 99 of 100 were. */
  static Duration print(Target target, String situation, List<Duration> taken) {
    List<Duration> sorted = taken.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.2f | %.2f | %.2f |%n",
        target,
        situation,
        sorted.size(),
        milliseconds(sorted.get(sorted.size() / 2)),
        milliseconds(sorted.get(sorted.size() * 99 / 100)),
        milliseconds(sorted.getLast()));
    return sorted.get(sorted.size() * 99 / 100);
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
