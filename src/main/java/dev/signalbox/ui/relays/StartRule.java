package dev.signalbox.ui.relays;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether Start makes sense now, and if not, the reason in words. The engine decides by itself;
 * this only spares the operator a refusal.
 */
public record StartRule(Texts texts, boolean armingNeeded) {

  Optional<String> objection(
      PollingSettings relay, Map<String, ConnectionSnapshot> connections, ProgramSnapshot program) {
    return lock(program).or(() -> ofConnections(relay, connections));
  }

  /** Why nothing may be begun or changed now; empty if something may. */
  Optional<String> lock(ProgramSnapshot program) {
    if (!(program.state() instanceof ProgramState.Open)) {
      return Optional.of(texts.get("relay.cannot.closing"));
    }
    return armingNeeded && program.armedUntil().isEmpty()
        ? Optional.of(texts.get("relay.cannot.locked"))
        : Optional.empty();
  }

  private Optional<String> ofConnections(
      PollingSettings relay, Map<String, ConnectionSnapshot> connections) {
    return relay.connections().stream()
        .map(connections::get)
        .flatMap(Stream::ofNullable)
        .flatMap(connection -> objection(connection).stream())
        .findFirst();
  }

  private Optional<String> objection(ConnectionSnapshot connection) {
    String label = connection.endpoint().title();
    return switch (connection.state()) {
      case Off _, Connecting _, Connected _ -> Optional.empty();
      case Cancelling _ -> Optional.of(texts.get("relay.cannot.cancelling", label));
      case Stale _ -> Optional.of(texts.get("relay.cannot.stale", label));
      case Waiting _ -> Optional.of(texts.get("relay.cannot.waiting", label));
      case Failed f when f.cause().isNotUnderstood() ->
          Optional.of(texts.get("relay.cannot.connectionUnknown", label));
      case Failed _ -> Optional.of(texts.get("relay.cannot.failed", label));
      case Closing _ -> Optional.of(texts.get("relay.cannot.connectionClosing", label));
    };
  }
}
