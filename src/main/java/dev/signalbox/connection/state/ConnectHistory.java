package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectLadder.Outcome;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last connects of an endpoint, phase by phase: what it does now measured by what it usually
 * does. An immutable value.
 *
 * @param ended oldest first, at most {@value #KEPT}
 * @param underWay the one that goes on now
 */
public record ConnectHistory(List<ConnectLadder> ended, Optional<ConnectLadder> underWay) {
  /** As many as a median takes, and an operator looks at. */
  static final int KEPT = 20;

  public static final ConnectHistory NONE = new ConnectHistory(List.of(), Optional.empty());

  public ConnectHistory {
    ended = List.copyOf(ended);
  }

  /** What it is once the endpoint's state is this, since that instant. */
  public ConnectHistory after(ConnectionState state, Instant at) {
    return switch (state) {
      case Connecting c when underWay.filter(ladder -> ladder.isOf(c)).isPresent() ->
          new ConnectHistory(ended, underWay.map(ladder -> ladder.reach(c.phase(), at)));
      // Also once a password is given, because only then a time begins to run.
      case Connecting c -> new ConnectHistory(ended, Optional.of(ConnectLadder.begin(c, at)));
      case Connected _, Stale _ -> end(Outcome.CONNECTED, Optional.empty(), at);
      case Waiting w -> fail(w.cause(), at);
      case Failed f -> fail(f.cause(), at);
      case Cancelling _, Off _, Closing _ -> end(Outcome.CANCELLED, Optional.empty(), at);
    };
  }

  /** What the driver threw tells where it was, which may not have been looked at just then. */
  private ConnectHistory fail(Failure cause, Instant at) {
    return new ConnectHistory(ended, underWay.map(ladder -> ladder.reach(cause.phase(), at)))
        .end(Outcome.FAILED, Optional.of(cause.oneLine()), at);
  }

  private ConnectHistory end(Outcome outcome, Optional<String> cause, Instant at) {
    if (underWay.isEmpty()) {
      return this;
    }
    List<ConnectLadder> all = new ArrayList<>(ended);
    all.add(underWay.get().end(outcome, cause, at));
    return new ConnectHistory(
        all.subList(Math.max(0, all.size() - KEPT), all.size()), Optional.empty());
  }

  /** The one under way, else the last one; empty before the first. */
  public Optional<ConnectLadder> latest() {
    return underWay.or(() -> ended.isEmpty() ? Optional.empty() : Optional.of(ended.getLast()));
  }

  /**
   * How long this phase usually lasts: the median of the connects that succeeded, without the one
   * that is measured by it. Empty if none of them had that phase.
   */
  public Optional<Duration> usual(ConnectPhase phase, ConnectLadder measured) {
    return median(
        succeeded(measured).stream().flatMap(ladder -> ladder.in(phase).stream()).toList());
  }

  /** How long a whole connect usually takes. */
  public Optional<Duration> usual(ConnectLadder measured) {
    return median(succeeded(measured).stream().map(ConnectLadder::took).toList());
  }

  private List<ConnectLadder> succeeded(ConnectLadder measured) {
    return ended.stream()
        .filter(ladder -> ladder.outcome() == Outcome.CONNECTED && !ladder.equals(measured))
        .toList();
  }

  private static Optional<Duration> median(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2));
  }
}
