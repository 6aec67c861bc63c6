package dev.signalbox.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of the cells, as tables in Markdown. */
final class MatrixReport {
  private record Outcome(Cell cell, Optional<Duration> taken) {}

  private final List<Outcome> outcomes = new ArrayList<>();

  void passed(Cell cell, Duration taken) {
    outcomes.add(new Outcome(cell, Optional.of(taken)));
  }

  void failed(Cell cell) {
    outcomes.add(new Outcome(cell, Optional.empty()));
  }

  /** Writes cells, results and times, and the cells that cannot occur with the reason. */
  void write(Path file, List<Cell> impossible) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| target | situation | cells | passed | p50 ms | p99 ms | max ms |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    Comparator<Cell> order =
        Comparator.comparing(Cell::target).thenComparing(cell -> cell.situation().kind());
    Map<Cell, List<Outcome>> rows =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.cell(), () -> new TreeMap<>(order), Collectors.toList()));
    rows.forEach((cell, of) -> text.append(row(cell, of)));
    text.append("\n| cannot occur | reason | cells |\n|---|---|---|\n");
    impossible.stream()
        .collect(
            Collectors.groupingBy(
                cell -> "%s | %s".formatted(what(cell), cell.impossible().orElseThrow()),
                TreeMap::new,
                Collectors.counting()))
        .forEach((what, count) -> text.append("| %s | %d |%n".formatted(what, count)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text.toString());
  }

  private static String what(Cell cell) {
    Situation.Kind kind = cell.situation().kind();
    return kind.impossibleWith(cell.target()).isPresent()
        ? cell.target() + ", " + kind
        : cell.trigger() + ", " + kind;
  }

  private static String row(Cell cell, List<Outcome> outcomes) {
    List<Duration> taken =
        outcomes.stream().flatMap(outcome -> outcome.taken().stream()).sorted().toList();
    String times =
        taken.isEmpty()
            ? "| |"
            : "%s | %s | %s"
                .formatted(
                    milliseconds(taken.get(taken.size() / 2)),
                    milliseconds(taken.get(taken.size() * 99 / 100)),
                    milliseconds(taken.getLast()));
    return "| %s | %s | %d | %d | %s |%n"
        .formatted(cell.target(), cell.situation().kind(), outcomes.size(), taken.size(), times);
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
