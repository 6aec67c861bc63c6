package dev.signalbox.matrix;

import java.util.Optional;

/** One case of the matrix; its text is a sentence, for it is what a failure is called. */
record Cell(Target target, Situation situation, Trigger trigger) {

  /** Why this cannot occur. */
  Optional<String> impossible() {
    return situation.kind().impossibleWith(target);
  }

  @Override
  public String toString() {
    return "%s, %s: %s".formatted(target, situation, trigger);
  }
}
