package dev.signalbox.relay.state;

import dev.signalbox.connection.state.Failure;
import java.time.Instant;
import java.util.Optional;

/** Where a relay stands. Every record carries its own facts. */
public sealed interface RelayState {
  Instant since();

  /** Whether a run is under way, so that something would have to be stopped first. */
  default boolean isAtWork() {
    return switch (this) {
      case Starting _, Running _, Paused _, Standby _, Stalled _, Stopping _ -> true;
      case Stopped _, Failed _ -> false;
    };
  }

  /** What went wrong, where something did. */
  default Optional<Failure> failure() {
    return switch (this) {
      case Stalled s -> Optional.of(s.cause());
      case Failed f -> Optional.of(f.cause());
      case Stopped _, Starting _, Running _, Paused _, Standby _, Stopping _ -> Optional.empty();
    };
  }

  /** Why it is so, in one line, where there is a reason. */
  default Optional<String> explanation() {
    return switch (this) {
      case Paused p -> Optional.of(p.reason());
      case Standby s ->
          s.hindrance()
              .map("could not go on now: "::concat)
              .or(() -> Optional.of(s.lease().words()));
      case Stopped _, Starting _, Running _, Stalled _, Stopping _, Failed _ ->
          failure().map(Failure::oneLine);
    };
  }

  /** The state's name, the same in every language and version. */
  default String word() {
    return getClass().getSimpleName();
  }

  record Stopped(Instant since) implements RelayState {}

  /** Connecting what is missing, then preparing: step {@code number} of {@code total}. */
  record Starting(Instant since, String step, int number, int total) implements RelayState {}

  record Running(Instant since) implements RelayState {}

  /** Waits for something that is expected to come back by itself, such as a connection. */
  record Paused(Instant since, String reason) implements RelayState {}

  /**
   * Another engine's relay polls; this one goes on as soon as it gets the lease.
   *
   * @param lease as it was seen last
   * @param hindrance why it could not go on now, nor perhaps look, such as a connection that is
   *     away
   */
  record Standby(Instant since, HeldLease lease, Optional<String> hindrance)
      implements RelayState {}

  /** Should move but does not: acknowledgements or a query are overdue. */
  record Stalled(Instant since, Failure cause) implements RelayState {}

  /**
   * Finishing the page in flight: {@code drained} of {@code total} acknowledgements have come.
   *
   * @param handsOver whether it ends only its term, to stand by then: such a one can be stopped
   */
  record Stopping(Instant since, int drained, int total, boolean handsOver) implements RelayState {}

  record Failed(Instant since, Failure cause) implements RelayState {}
}
