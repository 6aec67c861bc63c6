package dev.signalbox.matrix;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When to pull a trigger so that a connect succeeds at that very instant. Each try tells which of
 * the two was first, and the next one is moved towards the other.
 */
final class Encounter {
  private static final long FIRST_STEP = Duration.ofMillis(1).toNanos();
  private static final long LAST_STEP = Duration.ofNanos(50_000).toNanos();

  /** What became of the connect. */
  enum Outcome {
    /** The trigger was first. */
    CANCELLED,
    /** The connect succeeded after the trigger, and its session was closed by its attempt. */
    LATE,
    /** The connect was first. */
    CONNECTED
  }

  private record Aim(long offset, long step) {}

  /** By what takes different ways, and so different times. */
  private final Map<String, Aim> aims = new HashMap<>();

  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

  /** How long after the fault is lifted the trigger is to be pulled; before that if negative. */
  Duration offset(Cell cell) {
    return Duration.ofNanos(aim(cell).offset());
  }

  private Aim aim(Cell cell) {
    return aims.getOrDefault(way(cell), new Aim(0, FIRST_STEP));
  }

  private static String way(Cell cell) {
    String command =
        switch (cell.trigger()) {
          case CANCEL, DISCONNECT -> "command";
          case STOP -> "stop";
          case WINDOW_CLOSE, SECOND_WINDOW_CLOSE -> "window";
          case SIGINT, SIGTERM, SIGHUP, THREE_SIGTERMS, SIGTERM_AT_START_UP -> "signal";
          case FATAL_ERROR -> "error";
        };
    return cell.target() + " " + command;
  }

  /** Learns from a try. */
  void was(Cell cell, List<String> lines) {
    Outcome outcome = outcome(lines);
    outcomes.merge(outcome, 1, Integer::sum);
    Aim aim = aim(cell);
    long moved =
        switch (outcome) {
          case CANCELLED -> aim.offset() + aim.step();
          case CONNECTED -> aim.offset() - aim.step();
          case LATE -> aim.offset();
        };
    aims.put(way(cell), new Aim(moved, Math.max(LAST_STEP, aim.step() * 3 / 4)));
  }

  private static Outcome outcome(List<String> lines) {
    if (lines.stream().anyMatch(line -> line.contains("(late, closed after"))) {
      return Outcome.LATE;
    }
    return lines.stream().anyMatch(line -> line.contains("Connected to"))
        ? Outcome.CONNECTED
        : Outcome.CANCELLED;
  }

  /** Whether each order has occurred. */
  boolean isComplete() {
    return outcomes.size() == Outcome.values().length;
  }

  /** How often which of them was first, over all tries. */
  Map<Outcome, Integer> outcomes() {
    return Map.copyOf(outcomes);
  }
}
