package dev.signalbox.connection;

import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectLadder;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the Flight Recorder what becomes of one endpoint. While nothing is recorded it costs next
 * to nothing: no text is put together.
 *
 * <p>Threading: under its supervisor's lock. An event has the thread that brought the change.
 */
final class FlightRecord {
  private final Endpoint endpoint;
  private @Nullable ConnectEvent underWay;

  FlightRecord(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The state has changed; only another kind of state is an event. */
  void changed(ConnectionState before, ConnectionState after) {
    if (before.getClass() == after.getClass()) {
      return;
    }
    ConnectionStateEvent event = new ConnectionStateEvent();
    if (event.shouldCommit()) {
      event.connection = endpoint.name();
      event.from = before.word();
      event.to = after.word();
      event.cause = after.failure().map(Failure::oneLine).orElse("");
      event.commit();
    }
  }

  /** A connect has begun, gone on or ended. */
  void connects(ConnectHistory before, ConnectHistory after) {
    Optional<ConnectLadder> now = after.underWay();
    if (now.isPresent() && !now.map(ConnectLadder::began).equals(began(before))) {
      ConnectEvent begun = new ConnectEvent();
      begun.begin();
      underWay = begun;
    } else if (now.isEmpty() && before.underWay().isPresent()) {
      end(after.ended().getLast());
    }
  }

  private static Optional<Instant> began(ConnectHistory history) {
    return history.underWay().map(ConnectLadder::began);
  }

  private void end(ConnectLadder ladder) {
    ConnectEvent event = underWay;
    underWay = null;
    if (event != null && event.shouldCommit()) {
      event.connection = endpoint.name();
      event.kind = endpoint.kind().label();
      event.attempt = ladder.attempt().number();
      event.outcome = ladder.outcome().name().toLowerCase(Locale.ROOT);
      event.lastPhase = ladder.rungs().getLast().phase().word();
      event.cause = ladder.cause().orElse("");
      event.commit();
    }
  }
}
