package dev.signalbox.testing;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Measures what a test has a bound for, without the time for which the whole virtual machine stood
 * still to collect garbage: after hundreds of tests, and beside other virtual machines, that is up
 * to a second, and nothing of the program's.
 */
public final class Stopwatch {
  private final long begun = System.nanoTime();
  private final Duration stoodStillBefore = stoodStill();

  private Stopwatch() {}

  /** Returns one that runs. */
  public static Stopwatch begun() {
    return new Stopwatch();
  }

  /** Returns the time since it was begun, without what {@link #collected} tells. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun).minus(collected());
  }

  /** Returns for how long, since it was begun, the virtual machine has collected garbage. */
  public Duration collected() {
    return stoodStill().minus(stoodStillBefore);
  }

  private static Duration stoodStill() {
    return Duration.ofMillis(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum());
  }
}
