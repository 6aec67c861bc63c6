package dev.signalbox.ui;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;

/** How evenly the toolkit drew while it was watched, and what the process used meanwhile. */
final class Frames {
  private final List<Long> pulses = new ArrayList<>();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          pulses.add(System.nanoTime());
        }
      };
  private long beganAt;
  private long beganCpu;

  /**
   * What was seen.
   *
   * @param longest between two pulses, in milliseconds
   * @param cores used by the whole process, the producer of the lines included
   * @param liveMegabytes of the heap after a collection
   */
  record Seen(
      double pulsesPerSecond, double p99, double longest, double cores, long liveMegabytes) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%5.1f pulses/s, p99 %5.1f ms, longest %6.1f ms, %4.2f cores, %4d MB live",
          pulsesPerSecond,
          p99,
          longest,
          cores,
          liveMegabytes);
    }
  }

  /** Begins to watch; FX thread. */
  void begin() {
    beganAt = System.nanoTime();
    beganCpu = cpu();
    timer.start();
  }

  /** Ends it; FX thread. */
  Seen end() {
    timer.stop();
    double seconds = (System.nanoTime() - beganAt) / 1e9;
    double cores = (cpu() - beganCpu) / 1e9 / seconds;
    double[] gaps = new double[Math.max(1, pulses.size() - 1)];
    gaps[0] = seconds * 1_000;
    for (int i = 1; i < pulses.size(); i++) {
      gaps[i - 1] = (pulses.get(i) - pulses.get(i - 1)) / 1e6;
    }
    Arrays.sort(gaps);
    System.gc();
    Runtime heap = Runtime.getRuntime();
    return new Seen(
        pulses.size() / seconds,
        gaps[(int) (gaps.length * 0.99)],
        gaps[gaps.length - 1],
        cores,
        (heap.totalMemory() - heap.freeMemory()) >> 20);
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
