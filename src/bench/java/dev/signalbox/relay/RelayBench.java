package dev.signalbox.relay;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.LoggerFactory;

/**
 * How fast rows go from a table into a stream: the relay, beside a pipeline written by hand over
 * the drivers' public calls, and a naive loop. They take turns on the same servers, and each is
 * compared with the pipeline of its own round: what else the machine does changes the rates, but
 * hardly the ratios.
 *
 * <p>The arguments are the number of rows, 200,000 by default, and of rounds, 5 by default. One
 * more round comes before them, so that everything is compiled.
 */
public final class RelayBench {
  private static final int ROWS = 200_000;
  private static final int ROUNDS = 5;

  /** The naive loop would take minutes for all rows. */
  private static final int NAIVE_SHARE = 20;

  private enum Way {
    PIPELINE("pipeline by hand"),
    RELAY("relay"),
    NAIVE("naive loop");

    private final String words;

    Way(String words) {
      this.words = words;
    }
  }

  private final RelayBenchBed bed;
  private final Map<Way, List<RelayCost>> costs = new EnumMap<>(Way.class);

  private RelayBench(RelayBenchBed bed) {
    this.bed = bed;
  }

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROWS;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    silence();
    try (RelayBenchBed bed = new RelayBenchBed(rows)) {
      RelayBench bench = new RelayBench(bed);
      bench.round(0);
      bench.costs.clear();
      for (int round = 1; round <= rounds; round++) {
        bench.round(round);
      }
      bench.print();
    }
  }

  /** What is said of each page would be measured, too. */
  private static void silence() {
    LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    logging.getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
  }

  /** In the opposite order each time, so that nobody is always the first. */
  private void round(int round) throws Exception {
    List<Way> order = List.of(Way.values());
    for (Way way : round % 2 == 0 ? order : order.reversed()) {
      costs.computeIfAbsent(way, _ -> new ArrayList<>()).add(measure(way));
    }
  }

  private RelayCost measure(Way way) throws Exception {
    return switch (way) {
      case PIPELINE -> bed.measurePipeline();
      case RELAY -> bed.measureRelay();
      case NAIVE -> bed.measureNaive(Math.ceilDiv(bed.rows() / NAIVE_SHARE, EventPages.PAGE));
    };
  }

  private void print() {
    line("median (min-max)", "rows/s", "ratio", "us/row, own", "with the servers'", "ratio");
    for (Way way : Way.values()) {
      line(
          way.words,
          spread(way, "%,.0f", RelayCost::rowsPerSecond),
          ratio(way, RelayCost::rowsPerSecond),
          spread(way, "%.2f", RelayCost::ownMicroseconds),
          spread(way, "%.2f", RelayCost::allMicroseconds),
          ratio(way, RelayCost::allMicroseconds));
    }
  }

  private static void line(Object... columns) {
    System.out.printf("%-18s %24s %22s %22s %22s %22s%n", columns);
  }

  private String spread(Way way, String format, ToDoubleFunction<RelayCost> value) {
    return spread(format, of(way).stream().mapToDouble(value).toArray());
  }

  private String ratio(Way way, ToDoubleFunction<RelayCost> value) {
    double[] ratios = new double[of(way).size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] =
          value.applyAsDouble(of(way).get(i)) / value.applyAsDouble(of(Way.PIPELINE).get(i));
    }
    return spread("%.3f", ratios);
  }

  private List<RelayCost> of(Way way) {
    return costs.getOrDefault(way, List.of());
  }

  private static String spread(String format, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%s (%s-%s)".formatted(format, format, format),
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
