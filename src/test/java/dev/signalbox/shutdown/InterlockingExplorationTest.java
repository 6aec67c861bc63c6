package dev.signalbox.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.shutdown.InterlockingMistakes.Mistake;
import dev.signalbox.testing.Extent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Program, relay and endpoints together, walked through breadth first: every situation that any
 * order of commands, reports, time-outs and steps of a shutdown can lead to.
 */
@Timeout(600)
class InterlockingExplorationTest {
  /** As many as there may be: nothing is left out. */
  private static final int ALL = ConnectionStatus.MAXIMUM_ORPHANS;

  /** Three endpoints with orphans, or even with all of them, are left to longer runs. */
  static Stream<Arguments> bounds() {
    int orphans =
        switch (Extent.ofThisRun()) {
          case DRAW -> 0;
          case HALF -> 1;
          case FULL -> ALL;
        };
    return Stream.of(Arguments.of(1, ALL), Arguments.of(2, ALL), Arguments.of(3, orphans));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void nothingIsEverLostAndEverythingEnds(int endpoints, int orphans) {
    InterlockingExploration exploration =
        new InterlockingExploration(Interlockings.REAL, endpoints, orphans);

    exploration.run();

    System.out.printf(
        "Interlocking: %d endpoints with up to %d orphans each: %,d situations, %,d of them"
            + " closed, %d steps deep%n",
        endpoints, orphans, exploration.situations(), exploration.closed(), exploration.depth());
    assertThat(exploration.broken()).isEmpty();
    assertThat(exploration.closed()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.shutdown.InterlockingMistakes#all")
  void aMistakeIsFound(Mistake mistake) {
    InterlockingExploration exploration =
        new InterlockingExploration(mistake.interlockings(), 1, ALL);
    exploration.runUntilBroken(mistake.breaks());
    System.out.println(mistake + " -> " + exploration.broken());
    assertThat(exploration.broken()).contains(mistake.breaks());
  }

  @Test
  void everyInvariantHasAMistakeThatBreaksIt() {
    assertThat(InterlockingMistakes.all().map(Mistake::breaks).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Invariant.values());
  }
}
