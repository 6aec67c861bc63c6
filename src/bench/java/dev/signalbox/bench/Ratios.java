package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a bench has measured, as ratios to something else that was measured in the same round, or to
 * a limit. They are kept in a file, so that those of all benches can be shown together; where no
 * file is named they are not kept. For one thread.
 */
public final class Ratios {
  /** Names the file. */
  private static final String PROPERTY = "signalbox.ratios";

  private static final String SEPARATOR = "\t";

  private final String bench;
  private final Optional<Path> file;

  /** Keeps them in a file, with what was kept there before. */
  Ratios(String bench, Optional<Path> file) {
    this.bench = bench;
    this.file = file;
  }

  /** Those of one bench, which is called so on the page. */
  public static Ratios of(String bench) {
    return new Ratios(bench, Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of));
  }

  /**
   * One that was kept.
   *
   * @param runs of how many it is the median, with the least and the most
   */
  record Kept(
      String bench,
      String what,
      String against,
      int runs,
      double median,
      double least,
      double most) {
    private String line() {
      return String.join(
              SEPARATOR,
              bench,
              what,
              against,
              Integer.toString(runs),
              Double.toString(median),
              Double.toString(least),
              Double.toString(most))
          + "\n";
    }

    private static Kept of(String line) {
      String[] parts = line.split(SEPARATOR, -1);
      return new Kept(
          parts[0],
          parts[1],
          parts[2],
          Integer.parseInt(parts[3]),
          Double.parseDouble(parts[4]),
          Double.parseDouble(parts[5]),
          Double.parseDouble(parts[6]));
    }

    private boolean isOfTheSame(Kept other) {
      return bench.equals(other.bench) && what.equals(other.what) && against.equals(other.against);
    }

    private String row() {
      return String.format(
          Locale.ROOT,
          "| `%s` | %s | %s | %d | %.2f | %.2f to %.2f |%n",
          bench,
          what,
          against,
          runs,
          median,
          least,
          most);
    }
  }

  /**
   * Of each run, what it took for what was measured, and what for that which it is held against.
   */
  public void keep(String what, double[] measured, String against, double[] reference)
      throws IOException {
    double[] ratios = new double[measured.length];
    Arrays.setAll(ratios, run -> measured[run] / reference[run]);
    keep(what, against, ratios);
  }

  /** Of each run what was measured, to one limit for all of them. */
  public void keep(String what, double[] measured, String against, double limit)
      throws IOException {
    keep(what, against, Arrays.stream(measured).map(one -> one / limit).toArray());
  }

  /** Likewise, of times. */
  public void keep(String what, List<Duration> measured, String against, Duration limit)
      throws IOException {
    double whole = limit.toNanos();
    keep(what, measured.stream().mapToDouble(Duration::toNanos).toArray(), against, whole);
  }

  /** The ratio of each run. */
  public void keep(String what, String against, double... ratios) throws IOException {
    if (file.isPresent()) {
      Spread spread = new Spread(ratios);
      Kept kept =
          new Kept(
              bench, what, against, ratios.length, spread.median(), spread.least(), spread.most());
      Files.writeString(
          file.get(), kept.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /** A table of what was kept, of each ratio what was measured last. */
  static String table(Path file) throws IOException {
    List<Kept> all = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines
          .map(Kept::of)
          .forEach(
              kept -> {
                all.removeIf(kept::isOfTheSame);
                all.add(kept);
              });
    }
    StringBuilder table = new StringBuilder();
    table.append("| bench | measured | held against | runs | ratio, median | least to most |\n");
    table.append("|---|---|---|--:|--:|--:|\n");
    all.forEach(kept -> table.append(kept.row()));
    return table.toString();
  }
}
