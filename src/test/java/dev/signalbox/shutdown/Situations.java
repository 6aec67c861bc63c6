package dev.signalbox.shutdown;

import dev.signalbox.shutdown.Interlockings.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The situations of one part, numbered in the order in which they were found. A step that breaks a
 * rule is numbered below zero, by its rule: what would follow from it is of no interest.
 */
final class Situations<T> {
  private static final List<Invariant> RULES = List.of(Invariant.values());

  private final List<T> found = new ArrayList<>();
  private final Map<T, Integer> numbers = new HashMap<>();

  Situations(T initial) {
    number(initial);
  }

  /** The rule that a number below zero stands for. */
  static Invariant broken(int number) {
    return RULES.get(~number);
  }

  int size() {
    return found.size();
  }

  T get(int number) {
    return found.get(number);
  }

  /** Finds everything that these steps lead to, whatever the order. */
  void close(Function<T, List<Step<T>>> steps) {
    for (int next = 0; next < found.size(); next++) {
      steps.apply(found.get(next)).forEach(this::number);
    }
  }

  int number(Step<T> step) {
    return step.broken().map(rule -> ~RULES.indexOf(rule)).orElseGet(() -> number(step.next()));
  }

  /** Where these steps lead from one situation, without those that stay there. */
  int[] numbers(int from, List<Step<T>> steps) {
    return steps.stream().mapToInt(this::number).filter(to -> to != from).distinct().toArray();
  }

  int number(T situation) {
    return numbers.computeIfAbsent(
        situation,
        _ -> {
          found.add(situation);
          return found.size() - 1;
        });
  }
}
