package dev.signalbox.connection.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connect, phase by phase. An immutable value.
 *
 * @param began when its time began to run: with the answer, if it asked for a password
 * @param limit how long it may take altogether
 * @param rungs its phases in order; the last one of a connect under way has not ended
 * @param cause why it failed, in one line
 */
public record ConnectLadder(
    AttemptId attempt,
    Instant began,
    Duration limit,
    List<Rung> rungs,
    Outcome outcome,
    Optional<String> cause) {
  /** Of a server that keeps a connect going from phase to phase the rest counts as one phase. */
  private static final int MOST_RUNGS = 24;

  public ConnectLadder {
    rungs = List.copyOf(rungs);
  }

  /** What became of a connect. */
  public enum Outcome {
    UNDER_WAY,
    CONNECTED,
    FAILED,
    CANCELLED
  }

  /**
   * One phase of a connect. The same phase may come again, with another address of the server.
   *
   * @param from when it began, counted from the beginning of the connect
   * @param took zero while it is under way
   */
  public record Rung(ConnectPhase phase, Duration from, Duration took) {}

  static ConnectLadder begin(ConnectionState.Connecting state, Instant at) {
    return new ConnectLadder(
        state.attempt(),
        state.since(),
        Duration.between(state.since(), state.deadline()),
        List.of(new Rung(state.phase(), since(state.since(), at), Duration.ZERO)),
        Outcome.UNDER_WAY,
        Optional.empty());
  }

  /** Whether this state goes on with it. */
  boolean isOf(ConnectionState.Connecting state) {
    return attempt.equals(state.attempt()) && began.equals(state.since());
  }

  ConnectLadder reach(ConnectPhase phase, Instant at) {
    if (rungs.getLast().phase() == phase || rungs.size() == MOST_RUNGS) {
      return this;
    }
    List<Rung> more = ended(at);
    more.add(new Rung(phase, since(began, at), Duration.ZERO));
    return with(more, outcome, cause);
  }

  ConnectLadder end(Outcome how, Optional<String> why, Instant at) {
    return with(ended(at), how, why);
  }

  private ConnectLadder with(List<Rung> next, Outcome how, Optional<String> why) {
    return new ConnectLadder(attempt, began, limit, next, how, why);
  }

  private List<Rung> ended(Instant at) {
    List<Rung> all = new ArrayList<>(rungs);
    Rung last = all.removeLast();
    all.add(new Rung(last.phase(), last.from(), since(began.plus(last.from()), at)));
    return all;
  }

  /** A clock that is set back makes nothing shorter than nothing. */
  private static Duration since(Instant begin, Instant at) {
    Duration passed = Duration.between(begin, at);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  /** How long it took until it ended; until the last phase began while it is under way. */
  public Duration took() {
    Rung last = rungs.getLast();
    return last.from().plus(last.took());
  }

  /** How long it was in this phase altogether; empty if it never was. */
  public Optional<Duration> in(ConnectPhase phase) {
    return rungs.stream()
        .filter(rung -> rung.phase() == phase)
        .map(Rung::took)
        .reduce(Duration::plus);
  }

  /** How long a phase of it may last: until the whole connect is given up. */
  public Duration limit(Rung rung) {
    Duration left = limit.minus(rung.from());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
