package dev.signalbox.testing;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures what a test has a bound for, without what is the machine's and nothing of the program's:
 * the time for which the whole virtual machine stood still to collect garbage, and as much as that
 * of its threads which waited longest for a processor has waited. After hundreds of tests, and
 * beside other virtual machines that want the same processors, each is up to a second.
 */
public final class Stopwatch {
  /** Of Linux: nowhere else is it known who waits. */
  private static final File THREADS = new File("/proc/self/task");

  /** Three numbers are never longer. */
  private static final int LENGTH = 80;

  private final Map<String, Long> waitedBefore = waited();
  private final Duration collectedBefore = collected();
  private final long begun = System.nanoTime();

  private Stopwatch() {}

  /** Returns one that runs. Takes some milliseconds, before it does. */
  public static Stopwatch begun() {
    return new Stopwatch();
  }

  /** Returns the time since it was begun, without what was {@link #withheld}. */
  public Duration elapsed() {
    // In this order: to look who has waited takes its time, too.
    Duration whole = Duration.ofNanos(System.nanoTime() - begun);
    return whole.minus(withheld());
  }

  /** Returns for how long the machine has held the program up since it was begun. */
  public Duration withheld() {
    return collected().minus(collectedBefore).plus(waitedLongest());
  }

  private Duration waitedLongest() {
    return Duration.ofNanos(
        waited().entrySet().stream()
            .mapToLong(now -> now.getValue() - waitedBefore.getOrDefault(now.getKey(), 0L))
            .max()
            .orElse(0));
  }

  private static Duration collected() {
    return Duration.ofMillis(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum());
  }

  /** How many nanoseconds each thread has stood in a processor's queue. */
  private static Map<String, Long> waited() {
    Map<String, Long> waited = new HashMap<>();
    String[] threads = THREADS.list();
    if (threads != null) {
      for (String thread : threads) {
        try (InputStream file = new FileInputStream(new File(THREADS, thread + "/schedstat"))) {
          // Nanoseconds on a processor, nanoseconds in its queue, and how often.
          String text = new String(file.readNBytes(LENGTH), StandardCharsets.US_ASCII);
          waited.put(thread, Long.parseLong(text.split(" ", -1)[1]));
        } catch (IOException e) {
          // One that has ended meanwhile has nothing to tell.
          if (new File(THREADS, thread).exists()) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }
    return waited;
  }
}
