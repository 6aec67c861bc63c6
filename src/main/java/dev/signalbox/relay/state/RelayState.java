package dev.signalbox.relay.state;

import dev.signalbox.connection.state.Failure;
import java.time.Instant;

/** Where a relay stands. Every record carries its own facts. */
public sealed interface RelayState {
  Instant since();

  record Stopped(Instant since) implements RelayState {}

  /** Connecting what is missing, then preparing: step {@code number} of {@code total}. */
  record Starting(Instant since, String step, int number, int total) implements RelayState {}

  record Running(Instant since) implements RelayState {}

  /** Waits for something that is expected to come back by itself, such as a connection. */
  record Paused(Instant since, String reason) implements RelayState {}

  /** Should move but does not: acknowledgements or a query are overdue. */
  record Stalled(Instant since, Failure cause) implements RelayState {}

  /** Finishing the page in flight: {@code drained} of {@code total} acknowledgements have come. */
  record Stopping(Instant since, int drained, int total) implements RelayState {}

  record Failed(Instant since, Failure cause) implements RelayState {}
}
