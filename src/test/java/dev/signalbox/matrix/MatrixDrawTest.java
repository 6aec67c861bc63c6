package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MatrixDrawTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
  private static final int MANY = 120;

  private static final int MOST = 240;

  private static final List<Cell> ALL = new Matrix().all();

  /** Of so many days in a row. */
  private static final List<List<Cell>> DRAWS =
      LongStream.range(0, MANY).mapToObj(i -> MatrixDraw.of(DAY.plusDays(i), ALL)).toList();

  @Test
  void everyDrawHasEveryPairThatOccurs() {
    Occurrences occurrences = Occurrences.read();
    assertThat(DRAWS)
        .allSatisfy(
            drawn -> {
              assertThat(texts(drawn, cell -> cell.situation().kind() + ": " + cell.trigger()))
                  .as("situations and triggers")
                  .hasSize(occurrences.situations() * Occurrences.TRIGGERS);
              assertThat(texts(drawn, cell -> cell.target() + ", " + cell.situation()))
                  .as("targets and situations")
                  .hasSize(occurrences.places());
              assertThat(texts(drawn, cell -> cell.target() + ": " + cell.trigger()))
                  .as("targets and triggers")
                  .hasSize(occurrences.targets() * Occurrences.TRIGGERS);
            });
  }

  private static Set<String> texts(List<Cell> cells, Function<Cell, String> text) {
    return cells.stream().map(text).collect(Collectors.toSet());
  }

  @Test
  void everyCellIsDrawnWithinTwoWeeks() {
    for (int first = 0; first + MatrixDraw.DAYS <= DRAWS.size(); first++) {
      Set<Cell> met = new HashSet<>();
      DRAWS.subList(first, first + MatrixDraw.DAYS).forEach(met::addAll);
      assertThat(met).hasSameSizeAs(ALL);
    }
  }

  @Test
  void aDrawIsSmallAndEachOfItsCellsThereOnce() {
    Set<Cell> known = new HashSet<>(ALL);
    assertThat(DRAWS)
        .allSatisfy(
            drawn -> {
              assertThat(drawn).hasSizeLessThan(MOST);
              assertThat(known).containsAll(drawn);
              assertThat(new HashSet<>(drawn)).hasSameSizeAs(drawn);
            });
  }

  @Test
  void aDayHasOneDrawAndNoOtherDayHasIt() {
    assertThat(MatrixDraw.of(DAY, new Matrix().all())).isEqualTo(DRAWS.getFirst());
    assertThat(DRAWS).doesNotHaveDuplicates();
  }
}
