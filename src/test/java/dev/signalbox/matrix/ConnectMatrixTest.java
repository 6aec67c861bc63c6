package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.matrix.Situation.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** While there is no session yet. */
class ConnectMatrixTest extends MatrixTrial {
  /** How often what has to meet in the same instant is tried at least. */
  private static final int ENCOUNTERS = 3;

  /** And at most, until each of the two has been first, and both at once. */
  private static final int MOST_ENCOUNTERS = 9;

  ConnectMatrixTest() {
    super("connect", Kind::isConnecting);
  }

  @Override
  Duration obeyed(Cell cell) throws Exception {
    Duration longest = super.obeyed(cell);
    if (cell.situation().kind() == Kind.SAME_INSTANT) {
      for (int i = 1; i < ENCOUNTERS || (i < MOST_ENCOUNTERS && !encounter().isComplete()); i++) {
        Duration one = super.obeyed(cell);
        longest = one.compareTo(longest) > 0 ? one : longest;
      }
    }
    return longest;
  }

  @AfterAll
  void eachOfTheTwoHasBeenFirst() {
    System.out.println("MATRIX: connects that met their trigger: " + encounter().outcomes());
    if (MatrixChoice.isComplete()) {
      assertThat(encounter().outcomes()).containsOnlyKeys(Encounter.Outcome.values());
    }
  }
}
