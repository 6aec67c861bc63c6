package dev.signalbox.ui.relays;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a relay's buttons will do now, in one line. Any thread may ask. */
final class RelayEffects {
  private final Texts texts;

  RelayEffects(Texts texts) {
    this.texts = texts;
  }

  /** Empty if a relay has no such button. */
  Optional<String> of(
      Command command, RelaySnapshot relay, Map<String, ConnectionSnapshot> connections) {
    return command instanceof Command.OfRelay asked
        ? Optional.of(of(asked, relay, connections))
        : Optional.empty();
  }

  private String of(
      Command.OfRelay asked, RelaySnapshot relay, Map<String, ConnectionSnapshot> connections) {
    return switch (asked) {
      case Command.Start _ -> start(relay, connections);
      case Command.CancelStart _ -> cancelStart(relay);
      case Command.Stop _ -> stop(relay);
      case Command.StopNow _ -> stopNow(relay);
      case Command.HandOver _ -> handOver(relay);
    };
  }

  private String start(RelaySnapshot relay, Map<String, ConnectionSnapshot> connections) {
    PollingSettings settings = relay.settings();
    String missing =
        settings.connections().stream()
            .flatMap(name -> Stream.ofNullable(connections.get(name)))
            .filter(known -> !(known.state() instanceof ConnectionState.Connected))
            .map(known -> known.endpoint().title())
            .collect(Collectors.joining(", "));
    String begin =
        relay
            .position()
            .map(Position::toString)
            .map(at -> texts.get("relay.effect.start.behind", at))
            .orElse(texts.get("relay.effect.start.checkpoint"));
    long unsaved = relay.counters().uncommitted();
    return texts.get(
            "relay.effect.start",
            missing.isEmpty() ? "" : texts.get("relay.effect.start.connects", missing),
            settings.table(),
            Durations.compact(settings.interval()),
            begin)
        + (unsaved > 0 ? texts.get("relay.effect.start.again", unsaved) : "");
  }

  private String cancelStart(RelaySnapshot relay) {
    return relay.state() instanceof RelayState.Starting s
        ? texts.get("relay.effect.cancelStart", relay.name(), s.number(), s.total())
        : texts.get("relay.effect.cancelStart.any", relay.name());
  }

  private String stop(RelaySnapshot relay) {
    long open = relay.counters().inFlight();
    return switch (relay.state()) {
      case RelayState.Paused p -> texts.get("relay.effect.stop.paused", relay.name(), p.reason());
      case RelayState.Standby _ -> texts.get("relay.effect.stop.standby", relay.name());
      case RelayState.Stalled s when s.cause().isNotUnderstood() ->
          texts.get("relay.effect.stop.unknown", relay.name());
      case RelayState.Stopping s when s.handsOver() ->
          texts.get("relay.effect.stop.handsOver", relay.name());
      case RelayState.Stopped _,
          RelayState.Starting _,
          RelayState.Running _,
          RelayState.Stalled _,
          RelayState.Stopping _,
          RelayState.Failed _ ->
          texts.get("relay.effect.stop", relay.name(), open);
    };
  }

  private String handOver(RelaySnapshot relay) {
    return texts.get(
        "relay.effect.handOver", relay.name(), Command.HandOver.LEFT_TO_OTHERS.toSeconds());
  }

  private String stopNow(RelaySnapshot relay) {
    long open =
        relay.state() instanceof RelayState.Stopping s
            ? Math.max(0, s.total() - s.drained())
            : relay.counters().inFlight();
    return texts.get("relay.effect.stopNow", relay.name(), open);
  }
}
