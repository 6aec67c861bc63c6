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

  private final List<Cell> all = new Matrix().all();

  /** Of so many days in a row. */
  private final List<List<Cell>> draws =
      LongStream.range(0, MANY).mapToObj(i -> MatrixDraw.of(DAY.plusDays(i), all)).toList();

  @Test
  void everyDrawHasEveryPairThatOccurs() {
    Occurrences occurrences = Occurrences.read();
    assertThat(draws)
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
    for (int first = 0; first + MatrixDraw.DAYS <= draws.size(); first++) {
      Set<Cell> met = new HashSet<>();
      draws.subList(first, first + MatrixDraw.DAYS).forEach(met::addAll);
      assertThat(met).hasSameSizeAs(all);
    }
  }

  @Test
  void aDrawIsSmallAndEachOfItsCellsThereOnce() {
    assertThat(draws)
        .allSatisfy(
            drawn ->
                assertThat(drawn).hasSizeLessThan(MOST).doesNotHaveDuplicates().isSubsetOf(all));
  }

  @Test
  void aDayHasOneDrawAndNoOtherDayHasIt() {
    assertThat(MatrixDraw.of(DAY, new Matrix().all())).isEqualTo(draws.getFirst());
    assertThat(draws).doesNotHaveDuplicates();
  }
}
