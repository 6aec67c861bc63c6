package dev.signalbox.matrix;

import dev.signalbox.matrix.Situation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of the cells, as tables in Markdown. */
final class MatrixReport {
  private record Outcome(Cell cell, Optional<Duration> taken) {}

  private final Set<Kind> kinds;
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param kinds the situations that are reported on
   */
  MatrixReport(Set<Kind> kinds) {
    this.kinds = Set.copyOf(kinds);
  }

  void passed(Cell cell, Duration taken) {
    outcomes.add(new Outcome(cell, Optional.of(taken)));
  }

  void failed(Cell cell) {
    outcomes.add(new Outcome(cell, Optional.empty()));
  }

  /**
   * Writes a table of situations and targets: how many cells passed, and within which time 99 of
   * 100 of them were obeyed; then the cells that cannot occur, each with the reason.
   */
  void write(Path file, List<Cell> impossible) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(line("situation", target -> target.toString()));
    text.append(line("---", _ -> "---"));
    Arrays.stream(Kind.values())
        .filter(kinds::contains)
        .forEach(kind -> text.append(line(kind.toString(), target -> entry(kind, target))));
    text.append("%n| cannot occur | reason | cells |%n|---|---|---|%n".formatted());
    impossible.stream()
        .filter(cell -> kinds.contains(cell.situation().kind()))
        .collect(
            Collectors.groupingBy(
                cell ->
                    "%s, %s | %s"
                        .formatted(
                            cell.target(), cell.situation(), cell.impossible().orElseThrow()),
                TreeMap::new,
                Collectors.counting()))
        .forEach((what, count) -> text.append("| %s | %d |%n".formatted(what, count)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text.toString());
  }

  private static String line(String first, Function<Target, String> of) {
    return Arrays.stream(Target.values())
        .map(of)
        .collect(Collectors.joining(" | ", "| " + first + " | ", " |%n".formatted()));
  }

  private String entry(Kind kind, Target target) {
    List<Outcome> all =
        outcomes.stream()
            .filter(o -> o.cell().situation().kind() == kind && o.cell().target() == target)
            .toList();
    if (all.isEmpty()) {
      return "";
    }
    List<Duration> taken =
        all.stream().flatMap(outcome -> outcome.taken().stream()).sorted().toList();
    String within =
        taken.isEmpty() ? "" : ", %d ms".formatted(taken.get(taken.size() * 99 / 100).toMillis());
    return "%d of %d%s".formatted(taken.size(), all.size(), within);
  }
}
