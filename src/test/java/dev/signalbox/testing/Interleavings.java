package dev.signalbox.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.slf4j.LoggerFactory;

/** Operations of a class in many orders on many threads, judged by its validation alone. */
public final class Interleavings {
  private static final int THREADS = 3;

  /** Every day one of so many scenarios is enough, and a few at least. */
  private static final int EVERY_DAY = 24;

  private static final int FEW = 2;

  private Interleavings() {}

  /**
   * How many scenarios this run makes up.
   *
   * @param thorough how many of them a thorough run makes up
   */
  public static int scenarios(int thorough) {
    return Extent.ofThisRun().choose(Math.max(thorough / EVERY_DAY, FEW), thorough);
  }

  /**
   * Has Lincheck make up scenarios of the operations and run each of them often.
   *
   * @param before how many operations come first, on one thread
   * @param each how many each of the threads then does
   */
  public static void explore(Class<?> operations, int before, int each, int scenarios, int runs) {
    Logger log = (Logger) LoggerFactory.getLogger("signalbox");
    Level level = log.getLevel();
    log.setLevel(Level.OFF);
    try {
      new StressOptions()
          .threads(THREADS)
          .actorsBefore(before)
          .actorsPerThread(each)
          .actorsAfter(0)
          .iterations(scenarios(scenarios))
          .invocationsPerIteration(runs)
          .verifier(EpsilonVerifier.class)
          .check(operations);
    } finally {
      log.setLevel(level);
    }
  }
}
