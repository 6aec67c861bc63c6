package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.matrix.Situation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cells, against a count that was made by hand. */
class MatrixCountTest {
  private static final int POSSIBLE = 1_056;
  private static final int IMPOSSIBLE = 253;

  private final Matrix matrix = new Matrix();
  private final Occurrences occurrences = Occurrences.read();

  @Test
  void everyCellOccursOrHasItsReason() {
    assertThat(matrix.all()).hasSize(POSSIBLE).doesNotHaveDuplicates();
    assertThat(matrix.impossible()).hasSize(IMPOSSIBLE).doesNotHaveDuplicates();
    assertThat(occurrences.places() * Occurrences.TRIGGERS).isEqualTo(POSSIBLE);
    for (Kind situation : Kind.values()) {
      for (Target target : Target.values()) {
        int places = occurrences.places(situation.toString(), target.toString());
        for (Trigger trigger : Trigger.values()) {
          assertThat(count(matrix.all(), situation, target, trigger))
              .as("%s, %s: %s", target, situation, trigger)
              .isEqualTo(places);
          assertThat(count(matrix.impossible(), situation, target, trigger))
              .as("%s, %s: %s, impossible", target, situation, trigger)
              .isEqualTo(places == 0 ? 1 : 0);
        }
      }
    }
    assertThat(matrix.impossible())
        .allSatisfy(cell -> assertThat(cell.impossible().orElseThrow()).isNotBlank());
  }

  @Test
  void theHalfHasEveryOtherCell() {
    assertThat(matrix.half()).isSubsetOf(matrix.all()).doesNotHaveDuplicates();
    assertThat(matrix.half().size() * 2).isBetween(POSSIBLE - 60, POSSIBLE + 60);
  }

  private static long count(List<Cell> cells, Kind situation, Target target, Trigger trigger) {
    return cells.stream()
        .filter(cell -> cell.situation().kind() == situation)
        .filter(cell -> cell.target() == target && cell.trigger() == trigger)
        .count();
  }
}
