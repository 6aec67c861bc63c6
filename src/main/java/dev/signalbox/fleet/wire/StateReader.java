package dev.signalbox.fleet.wire;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the state of an engine as far as this program understands it. What a newer engine says in
 * words that are unknown here counts as not understood, never as well: a connection as one that
 * nobody tries to connect, a relay as one that is at work and not seen to move.
 */
public final class StateReader {
  /** An engine has hardly as many; what comes behind them is not read. */
  private static final int MOST_MEMBERS = 2_000;

  private static final int LONGEST_WORD = 64;
  private static final String UPDATE = "Update this program: the engine's is newer.";

  private final WireFormat format;

  StateReader(WireFormat format) {
    this.format = format;
  }

  /**
   * A state that was read.
   *
   * @param newer whether something in it was not understood
   * @param connectionWords words of states that are unknown here, by the connections' names
   * @param relayWords likewise, by those of the relays
   */
  public record Received(
      EngineState state,
      boolean newer,
      Map<String, String> connectionWords,
      Map<String, String> relayWords) {
    public Received {
      connectionWords = Map.copyOf(connectionWords);
      relayWords = Map.copyOf(relayWords);
    }

    static Received understood(EngineState state) {
      return new Received(state, false, Map.of(), Map.of());
    }
  }

  /** Takes out of a state's tree what takes most of its room. */
  static void shorten(ObjectNode state) {
    for (JsonNode entry : state.path("connections")) {
      if (entry.path("snapshot") instanceof ObjectNode snapshot) {
        snapshot.remove("connects");
      }
    }
    state.findParents("trace").forEach(failure -> ((ObjectNode) failure).put("trace", ""));
  }

  Received read(JsonNode tree) throws UnreadableException {
    Introduction identity = format.value(tree.path("identity"), Introduction.class);
    Instant at = format.value(tree.path("at"), Instant.class);
    Unknown unknown = new Unknown(identity, at);
    List<Entry<ConnectionSnapshot>> connections = new ArrayList<>();
    for (JsonNode entry : members(tree, "connections")) {
      restore(entry);
      connection(entry.path("snapshot"), unknown)
          .ifPresent(one -> connections.add(new Entry<>(entry.path("number").asLong(0), one)));
    }
    List<Entry<RelaySnapshot>> relays = new ArrayList<>();
    for (JsonNode entry : members(tree, "relays")) {
      relay(entry.path("snapshot"), unknown)
          .ifPresent(one -> relays.add(new Entry<>(entry.path("number").asLong(0), one)));
    }
    EngineState state =
        new EngineState(
            identity,
            tree.path("revision").asLong(0),
            at,
            format.value(tree.path("program"), ProgramSnapshot.class),
            connections,
            relays);
    return new Received(state, unknown.met, unknown.connectionWords, unknown.relayWords);
  }

  private static List<JsonNode> members(JsonNode tree, String name) {
    return tree.path(name).valueStream().limit(MOST_MEMBERS).toList();
  }

  /** What {@link #shorten} has taken out. */
  private static void restore(JsonNode entry) {
    if (entry.path("snapshot") instanceof ObjectNode snapshot && !snapshot.has("connects")) {
      snapshot.putObject("connects");
    }
  }

  private Optional<ConnectionSnapshot> connection(JsonNode tree, Unknown unknown) {
    try {
      return Optional.of(format.value(tree, ConnectionSnapshot.class));
    } catch (UnreadableException e) {
      unknown.met = true;
    }
    try {
      Endpoint endpoint = format.value(tree.path("endpoint"), Endpoint.class);
      String word = tree.path("status").path("state").path("is").asString("");
      unknown.connectionWords.put(endpoint.name(), ForeignText.label(word, LONGEST_WORD));
      ConnectionState shown =
          new ConnectionState.Failed(unknown.at, unknown.failure(endpoint.label(), word));
      return Optional.of(
          new ConnectionSnapshot(
              endpoint, new ConnectionStatus(shown, Set.of(), false), Optional.empty()));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private Optional<RelaySnapshot> relay(JsonNode tree, Unknown unknown) {
    try {
      return Optional.of(format.value(tree, RelaySnapshot.class));
    } catch (UnreadableException e) {
      unknown.met = true;
    }
    try {
      PollingSettings settings = format.value(tree.path("settings"), PollingSettings.class);
      String word = tree.path("state").path("is").asString("");
      unknown.relayWords.put(settings.programName(), ForeignText.label(word, LONGEST_WORD));
      return Optional.of(
          new RelaySnapshot(
              settings,
              new RelayState.Stalled(unknown.at, unknown.failure(settings.programName(), word)),
              RelayCounters.NONE,
              RowTiming.NONE,
              Optional.empty(),
              false,
              Optional.empty()));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Keeps what was not understood of one engine's words. */
  private static final class Unknown {
    private final Introduction identity;
    private final Instant at;
    private final Map<String, String> connectionWords = new HashMap<>();
    private final Map<String, String> relayWords = new HashMap<>();
    private boolean met;

    Unknown(Introduction identity, Instant at) {
      this.identity = identity;
      this.at = at;
    }

    Failure failure(String where, String word) {
      return new Failure(
          FailureKind.NOT_UNDERSTOOD,
          where,
          ConnectPhase.QUERY,
          at,
          Optional.empty(),
          "this engine's program, %s, says “%s”, which is not known here"
              .formatted(identity.version(), ForeignText.label(word, LONGEST_WORD)),
          UPDATE,
          "");
    }
  }
}
