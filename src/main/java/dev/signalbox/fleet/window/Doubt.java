package dev.signalbox.fleet.window;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.console.Presence;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be shown of an engine that is not known to be as it last said: nothing of it as well. A
 * connection that was up counts as one whose heartbeat was not answered, a relay that polled as one
 * that should move and is not seen to; all else stays as it was last said. Pure.
 */
final class Doubt {
  private Doubt() {}

  static ConnectionSnapshot in(ConnectionSnapshot told, Presence presence, Instant now) {
    return told.state() instanceof ConnectionState.Connected c && !presence.isCertain()
        ? new ConnectionSnapshot(
            told.endpoint(),
            new ConnectionStatus(
                new ConnectionState.Stale(
                    c.session(),
                    c.since(),
                    c.peer(),
                    presence.heard().orElse(now),
                    c.lastProof(),
                    cause(told.endpoint().label(), presence, now)),
                told.status().abandoned(),
                told.status().retired()),
            told.changedBy(),
            told.connects(),
            Optional.empty())
        : told;
  }

  static RelaySnapshot in(RelaySnapshot told, Presence presence, Instant now) {
    return told.state() instanceof RelayState.Running && !presence.isCertain()
        ? new RelaySnapshot(
            told.settings(),
            new RelayState.Stalled(presence.heard().orElse(now), cause(told.name(), presence, now)),
            told.counters(),
            told.timing(),
            told.position(),
            told.retired(),
            told.changedBy())
        : told;
  }

  private static Failure cause(String where, Presence presence, Instant now) {
    return new Failure(
        FailureKind.UNREACHABLE,
        where,
        ConnectPhase.HEARTBEAT,
        presence.heard().orElse(now),
        Optional.empty(),
        "not known: " + words(presence),
        step(presence),
        "");
  }

  /** Why nothing is known of it just now. */
  static String words(Presence presence) {
    return switch (presence) {
      case Presence.Here _, Presence.Known _ -> "the engine is there";
      case Presence.Probing _ -> "the engine was to be heard by now, and is being asked";
      case Presence.Silent _ -> "the engine says nothing, and does not answer";
      case Presence.Gone _ -> "the engine is not connected to the fleet any more";
      case Presence.NotKnown _ -> "this window is cut off from the fleet";
      case Presence.Recorded _ -> "the engine has not been heard yet, only what it once stored";
      case Presence.Ended _ -> "the engine has ended";
    };
  }

  private static String step(Presence presence) {
    return switch (presence) {
      case Presence.NotKnown _ -> "It is connected again by itself; look at the fleet's servers.";
      case Presence.Ended _ -> "Start it again where it runs.";
      case Presence.Here _,
          Presence.Known _,
          Presence.Probing _,
          Presence.Silent _,
          Presence.Gone _,
          Presence.Recorded _ ->
          "Look at the host on which it runs.";
    };
  }
}
