package dev.signalbox.ui.relays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Command;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.ui.States;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelayEffectsTest {
  private static final RelayEffects EFFECTS = new RelayEffects(new Texts());
  private static final Map<String, ConnectionSnapshot> CONNECTIONS =
      Map.of(
          "oracle", States.of(States.ORACLE, States.off()),
          "nats", States.of(States.NATS, States.connected()),
          "mariadb", States.of(States.MARIADB, States.connected()));

  record Row(Command command, RelayState state, String effect) {}

  static Stream<Row> matrix() {
    return Stream.of(
        new Row(
            new Command.Start("txlog"),
            new RelayState.Stopped(States.NOW),
            "Start polling: connects Oracle, then reads SPC.TXLOG_EVENTS every 10s, behind row "
                + States.relay(States.running()).position().orElseThrow()
                + ". 171 rows may be sent again; the stream drops what it has."),
        new Row(
            new Command.CancelStart("txlog"),
            new RelayState.Starting(States.NOW, "connecting Oracle", 2, 4),
            "Cancel start: txlog ends at step 2 of 4; no row has been read. What is connected stays"
                + " so."),
        new Row(
            new Command.Stop("txlog"),
            States.running(),
            "Stop polling: txlog reads no more; 37 rows in flight are acknowledged first."
                + " Connections stay open."),
        new Row(
            new Command.Stop("txlog"),
            new RelayState.Paused(States.NOW, "Oracle does not reply"),
            "Stop polling: txlog does not go on by itself any more (Oracle does not reply). Its"
                + " position is kept."),
        new Row(
            new Command.Stop("txlog"),
            new RelayState.Standby(
                States.NOW,
                new HeldLease("held by host b pid 2", Optional.empty()),
                Optional.empty()),
            "Stop polling: txlog stands by no more; nothing changes where it is polled."),
        new Row(
            new Command.HandOver("txlog"),
            States.running(),
            "Hand over: txlog finishes its page, releases the lease and stands by; if no other"
                + " engine takes it within 10 s, it is polled here again. Asks first."),
        new Row(
            new Command.Stop("txlog"),
            new RelayState.Stopping(States.NOW, 37, 120, true),
            "Stop polling: txlog finishes what it is finishing for the hand-over, and stands by no"
                + " more after that. Connections stay open."),
        new Row(
            new Command.StopNow("txlog"),
            States.stopping(Duration.ofSeconds(6)),
            "Stop now: txlog does not wait any more for 83 acknowledgements; those rows are sent"
                + " again at the next start. Asks first."));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void whatPressingItDoesNow(Row row) {
    assertThat(EFFECTS.of(row.command(), States.relay(row.state()), CONNECTIONS))
        .contains(row.effect());
  }
}
