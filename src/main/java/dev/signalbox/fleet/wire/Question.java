package dev.signalbox.fleet.wire;

import dev.signalbox.journal.Subject;
import java.time.Instant;

/** What a window may want to know of an engine beside what that tells by itself. */
public sealed interface Question {

  /** What it is called in its subject. */
  default String word() {
    return Words.of(this);
  }

  /** What is shown of a relay beside its state; answered with an {@link Answered}. */
  sealed interface OfRelay extends Question {
    String relay();
  }

  /** Whether it is there; answered with a {@link Beat}. */
  record Ping() implements Question {}

  /**
   * The whole picture; answered with an {@link EngineState}. Live news follow for half a minute.
   */
  record State() implements Question {}

  record Log(long from, int limit) implements Question {}

  record LogTail(int limit) implements Question {}

  /** The newest changes of state of one subject. */
  record Changes(Subject subject, int limit) implements Question {}

  /** The newest changes of state of all. */
  record AllChanges(int limit) implements Question {}

  record Measured(Subject subject, Instant from, Instant to, int atMost) implements Question {}

  record Position(String relay) implements OfRelay {}

  record Backlog(String relay) implements OfRelay {}

  record PositionHistory(String relay, int limit) implements OfRelay {}

  record Plan(String relay, String target) implements OfRelay {}

  record Lease(String relay) implements OfRelay {}
}
