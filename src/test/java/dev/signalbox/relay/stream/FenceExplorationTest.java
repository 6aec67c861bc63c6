package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.stream.FenceModel.Bounds;
import dev.signalbox.relay.stream.FenceModel.Part;
import dev.signalbox.relay.stream.FenceModel.Rule;
import dev.signalbox.relay.stream.FenceModel.Situation;
import dev.signalbox.testing.Extent;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fence, walked through: every situation that any order of sending, arriving, answers, losses,
 * takeovers, wakings, restarts of the server, commits and ends can lead to.
 */
class FenceExplorationTest {
  private static final Bounds BOUNDS =
      Extent.ofThisRun().choose(new Bounds(2, 2, 2), new Bounds(3, 2, 3));

  private final Set<Situation> seen = new HashSet<>();

  @Test
  void noOrderOfEventsBreaksARule() {
    assertThat(explore(EnumSet.allOf(Part.class))).isEmpty();
    System.out.printf("Fence: %,d situations within %s%n", seen.size(), BOUNDS);
  }

  @ParameterizedTest
  @EnumSource
  void withoutOneOfItsPartsItsRuleIsBroken(Part part) {
    Optional<Rule> broken = explore(EnumSet.complementOf(EnumSet.of(part)));

    System.out.printf("Fence without %s: %s, in %,d situations%n", part, broken, seen.size());
    assertThat(broken).contains(part.keeps);
  }

  /** Returns the first rule that is found broken. */
  private Optional<Rule> explore(Set<Part> scheme) {
    Queue<Situation> toVisit = new ArrayDeque<>();
    toVisit.add(Situation.first());
    seen.add(Situation.first());
    while (!toVisit.isEmpty()) {
      for (Situation next : toVisit.remove().next(BOUNDS, scheme)) {
        if (seen.add(next)) {
          Optional<Rule> broken = next.broken();
          if (broken.isPresent()) {
            return broken;
          }
          toVisit.add(next);
        }
      }
    }
    return Optional.empty();
  }
}
