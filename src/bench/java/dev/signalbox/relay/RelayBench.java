package dev.signalbox.relay;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.bench.Ratios;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What relaying costs, in parts. The first argument is a part's name, those behind it are its
 * numbers; without any, all parts follow one another.
 */
public final class RelayBench {
  private enum Part {
    /** Rows, rounds, how many of those who relay. */
    SPEED,
    /** Rows, rounds. */
    ORACLE,
    /** Rows, rounds. */
    LATENCY,
    /** Seconds, rounds. */
    IDLE,
    /** Rows. */
    HEAP,
    /** Rows, rounds. */
    WINDOW,
    /** Rows, rounds. */
    FLEET
  }

  private RelayBench() {}

  public static void main(String[] arguments) throws Exception {
    silence();
    if (arguments.length > 0) {
      run(
          Part.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
          Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList());
    } else {
      for (Part part : Part.values()) {
        System.out.printf("%n%s%n", part.name().toLowerCase(Locale.ROOT));
        run(part, List.of());
      }
    }
  }

  private static void run(Part part, List<Integer> numbers) throws Exception {
    switch (part) {
      case SPEED ->
          speed(number(numbers, 0, 200_000), number(numbers, 1, 5), number(numbers, 2, 4));
      case ORACLE -> oracle(number(numbers, 0, 100_000), number(numbers, 1, 5));
      case LATENCY -> LatencyBench.run(number(numbers, 0, 400), number(numbers, 1, 5));
      case IDLE -> IdleBench.run(number(numbers, 0, 20), number(numbers, 1, 5));
      case HEAP -> HeapBench.run(number(numbers, 0, 500_000));
      case WINDOW -> WindowBench.run(number(numbers, 0, 400_000), number(numbers, 1, 5));
      case FLEET -> FleetRelayBench.run(number(numbers, 0, 400_000), number(numbers, 1, 5));
    }
  }

  /** Those of one of its parts. */
  static Ratios ratios(String part) {
    return Ratios.of("bench-relay " + part);
  }

  private static int number(List<Integer> numbers, int index, int otherwise) {
    return index < numbers.size() ? numbers.get(index) : otherwise;
  }

  private static void speed(int rows, int rounds, int contestants) throws Exception {
    try (RelayBenchBed bed = RelayBenchBed.ofMariaDb(rows)) {
      new Contest()
          .with("pipeline by hand", bed::measurePipeline)
          .with("relay", bed::measureRelay)
          .with("naive loop", bed::measureNaive)
          .with("Apache Camel", bed::measureCamel)
          .first(contestants)
          .hold(ratios("speed"), rounds);
    }
  }

  private static void oracle(int rows, int rounds) throws Exception {
    try (RelayBenchBed bed = RelayBenchBed.ofOracle(rows)) {
      new Contest()
          .with("pipeline by hand", bed::measurePipeline)
          .with("relay", bed::measureRelay)
          .hold(ratios("oracle"), rounds);
    }
  }

  /** What is said of each page would be measured, too. */
  private static void silence() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.reset();
    logging.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
  }
}
