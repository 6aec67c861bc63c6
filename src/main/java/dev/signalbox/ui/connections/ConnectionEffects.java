package dev.signalbox.ui.connections;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says what a connection's buttons will do now, in one line. Any thread may ask. */
final class ConnectionEffects {
  private final Texts texts;

  ConnectionEffects(Texts texts) {
    this.texts = texts;
  }

  /**
   * What the relays that are at work with a connection have to do with it.
   *
   * @param freed those of them that nothing else keeps from going on
   * @param unsaved rows that they have published and the checkpoint does not know of
   */
  record AtWork(List<String> relays, List<String> freed, long unsaved) {
    String names() {
      return String.join(", ", relays);
    }
  }

  /** Empty if a connection has no such button. */
  Optional<String> of(Command command, ConnectionSnapshot connection, AtWork relays, Instant now) {
    return command instanceof Command.OfConnection asked
        ? Optional.of(of(asked, connection, relays, now))
        : Optional.empty();
  }

  private String of(
      Command.OfConnection asked, ConnectionSnapshot connection, AtWork relays, Instant now) {
    return switch (asked) {
      case Command.Connect _ -> connect(connection, now) + goesOn(relays);
      case Command.Cancel _ -> cancel(connection, now) + staysPaused(relays);
      case Command.Disconnect _ -> disconnect(connection, relays);
      case Command.Reconnect _ ->
          texts.get("connection.effect.reconnect", label(connection), limit(connection))
              + goesOn(relays);
    };
  }

  private String connect(ConnectionSnapshot connection, Instant now) {
    ConnectionState state = connection.state();
    return switch (state) {
      case Waiting w ->
          texts.get(
              "connection.effect.retryNow",
              label(connection),
              TimeText.secondsLeft(Duration.between(now, w.retryAt())),
              limit(connection));
      case Failed f when f.cause().kind() == FailureKind.AUTHENTICATION ->
          texts.get("connection.effect.retryLogin", label(connection), limit(connection));
      case Failed _ -> texts.get("connection.effect.retry", label(connection), limit(connection));
      default -> texts.get("connection.effect.connect", label(connection), limit(connection));
    };
  }

  private String cancel(ConnectionSnapshot connection, Instant now) {
    return connection.state() instanceof Connecting c && !c.isAsking()
        ? texts.get(
            "connection.effect.cancel",
            label(connection),
            TimeText.seconds(Duration.between(c.since(), now)))
        : texts.get("connection.effect.stopRetrying", label(connection));
  }

  private String disconnect(ConnectionSnapshot connection, AtWork relays) {
    return relays.relays().isEmpty()
        ? texts.get("connection.effect.disconnect", label(connection))
        : texts.get(
            "connection.effect.disconnect.atWork",
            label(connection),
            relays.names(),
            relays.unsaved(),
            relays.relays().size());
  }

  private String goesOn(AtWork relays) {
    List<String> freed = relays.freed();
    return freed.isEmpty()
        ? ""
        : texts.get("connection.effect.goesOn", String.join(", ", freed), freed.size());
  }

  private String staysPaused(AtWork relays) {
    return relays.relays().isEmpty()
        ? ""
        : texts.get("connection.effect.staysPaused", relays.names(), relays.relays().size());
  }

  private static String label(ConnectionSnapshot connection) {
    return connection.endpoint().title();
  }

  private static String limit(ConnectionSnapshot connection) {
    return Durations.compact(connection.endpoint().connectTimeout());
  }
}
