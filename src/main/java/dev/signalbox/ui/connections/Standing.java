package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.Failure;
import java.time.Instant;
import java.util.Optional;

/**
 * What outlasts a single state of a connection: since when it does not work, and why it failed
 * last, which stays true while it is retried and is worth knowing after.
 *
 * @param downSince empty while it works, and while nobody wants it to
 */
record Standing(Optional<Instant> downSince, Optional<Failure> lastFailure) {
  static final Standing NEW = new Standing(Optional.empty(), Optional.empty());

  Standing after(ConnectionState state) {
    return switch (state) {
      case Off _, Connected _ -> new Standing(Optional.empty(), lastFailure);
      case Stale s -> down(s.since(), s.cause());
      case Waiting w -> down(w.retries().since().orElse(w.since()), w.cause());
      case Failed f when f.cause().isNotUnderstood() -> new Standing(Optional.empty(), lastFailure);
      case Failed f -> down(f.since(), f.cause());
      case Connecting c -> new Standing(downSince.or(() -> c.retries().since()), lastFailure);
      case Cancelling _, Closing _ -> this;
    };
  }

  private Standing down(Instant began, Failure cause) {
    return new Standing(Optional.of(downSince.orElse(began)), Optional.of(cause));
  }
}
