package dev.signalbox.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.ui.States;
import dev.signalbox.ui.connections.ConnectionEffects.AtWork;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionEffectsTest {
  private static final ConnectionEffects EFFECTS = new ConnectionEffects(new Texts());
  private static final AtWork NOBODY = new AtWork(List.of(), List.of(), 0);
  private static final AtWork TXLOG = new AtWork(List.of("txlog"), List.of("txlog"), 171);
  private static final AtWork THREE =
      new AtWork(List.of("txlog", "crew", "yard"), List.of("txlog", "crew"), 0);
  private static final Command CONNECT = new Command.Connect("oracle");
  private static final Command CANCEL = new Command.Cancel("oracle");
  private static final Command DISCONNECT = new Command.Disconnect("oracle");

  record Row(Command command, ConnectionState state, AtWork relays, String effect) {}

  static Stream<Row> matrix() {
    return Stream.of(
        new Row(CONNECT, States.off(), NOBODY, "Connect: opens Oracle, given up after 30s."),
        new Row(
            CONNECT,
            States.failed(),
            NOBODY,
            "Retry: logs in to Oracle once more, given up after 30s; a wrong password again may"
                + " lock the account."),
        new Row(
            CONNECT,
            States.waiting(),
            TXLOG,
            "Retry now: connects to Oracle at once and not in 8 s, given up after 30s. txlog goes"
                + " on by itself then."),
        new Row(
            CONNECT,
            States.waiting(),
            THREE,
            "Retry now: connects to Oracle at once and not in 8 s, given up after 30s. txlog, crew"
                + " go on by themselves then."),
        new Row(
            CANCEL,
            States.waiting(),
            THREE,
            "Stop: Oracle stays off until somebody connects it. txlog, crew, yard stay paused."),
        new Row(
            CANCEL,
            States.connecting(),
            NOBODY,
            "Cancel: ends the connect to Oracle at once, after 8 s; it is not retried."),
        new Row(
            CANCEL,
            States.waiting(),
            TXLOG,
            "Stop: Oracle stays off until somebody connects it. txlog stays paused."),
        new Row(
            DISCONNECT,
            States.connected(),
            NOBODY,
            "Disconnect: closes Oracle; no relay is at work with it."),
        new Row(
            DISCONNECT,
            States.connected(),
            TXLOG,
            "Disconnect: closes Oracle; txlog pauses until it is back. No row is lost; 171 unsaved"
                + " rows may be sent again. Asks first."),
        new Row(
            new Command.Reconnect("oracle"),
            States.stale(),
            TXLOG,
            "Reconnect: gives up the silent session of Oracle and connects anew, given up after"
                + " 30s. txlog goes on by itself then."));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void whatPressingItDoesNow(Row row) {
    assertThat(
            EFFECTS.of(
                row.command(), States.of(States.ORACLE, row.state()), row.relays(), States.NOW))
        .contains(row.effect());
  }

  @Test
  void aConnectionHasNoButtonOfARelay() {
    assertThat(
            EFFECTS.of(
                new Command.Stop("txlog"),
                States.of(States.ORACLE, States.connected()),
                NOBODY,
                States.NOW))
        .isEmpty();
  }
}
