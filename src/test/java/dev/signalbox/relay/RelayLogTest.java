package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LoggedLines;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The lines that operators and scripts rely on. */
@Timeout(120)
class RelayLogTest {
  @AutoClose private final LoggedLines log = new LoggedLines("signalbox");

  @Test
  void aStartThatFailsAtOnceSaysSoBehindTheConnectionsOwnLine() {
    try (RelayKit kit = new RelayKit(false)) {
      ConnectionSupervisor database =
          kit.database(DatabaseKind.MARIADB, "127.0.0.1:1/tracking", new Account("app", "app"));
      Relay relay =
          kit.relay(
              RelayTestBed.settings(10),
              new RelayConnections(
                  database, kit.nats("nats://127.0.0.1:1", RelayKit.HEARTBEAT), database));
      relay.start(Askers.TEST);
      var _ = await(relay, RelayState.Failed.class);

      assertThat(log.lines()).hasSize(5);
      assertThat(log.lines().get(0)).isEqualTo("INFO Starting polling for txlog...");
      assertThat(log.lines().get(1)).startsWith("INFO Connecting to NATS at [nats://127.0.0.1:1]");
      assertThat(log.lines().get(2)).startsWith("ERROR NATS connection failed in phase ");
      assertThat(log.lines().get(3)).startsWith("ERROR Initialization failed: ");
      assertThat(log.lines().get(4))
          .isEqualTo("INFO No resources to clean up (initialization failed early)");
    }
  }

  @Test
  void aStartThatFailsWhileAnotherConnectIsUnderWayDoesNotDenyIt() throws Exception {
    try (SilentListener silent = SilentListener.start();
        RelayKit kit = new RelayKit(false)) {
      ConnectionSupervisor database =
          kit.database(
              DatabaseKind.MARIADB,
              "127.0.0.1:%d/tracking".formatted(silent.port()),
              new Account("app", "app"));
      database.connect(Askers.TEST);
      Relay relay =
          kit.relay(
              RelayTestBed.settings(10),
              new RelayConnections(
                  database, kit.nats("nats://127.0.0.1:1", RelayKit.HEARTBEAT), database));
      relay.start(Askers.TEST);
      var _ = await(relay, RelayState.Failed.class);

      assertThat(database.snapshot().state()).isInstanceOf(ConnectionState.Connecting.class);
      assertThat(log.lines())
          .anyMatch(line -> line.startsWith("ERROR Initialization failed: "))
          .noneMatch(line -> line.startsWith("INFO No resources to clean up"));
    }
  }

  @Test
  void startAndStopNameWhatIsPolledAndHowFarItGot() throws Exception {
    try (RelayTestBed bed = new RelayTestBed()) {
      bed.insert(3, LocalDateTime.of(2026, 1, 1, 10, 0));
      Relay relay = bed.relay(RelayTestBed.settings(10));
      relay.start(Askers.TEST);
      RelayTestBed.awaitAcknowledged(relay, 3);
      RelayTestBed.stop(relay);
    }

    assertThat(log.lines())
        .containsSubsequence(
            "INFO Starting polling for txlog...",
            "INFO Polling started for txlog: TXLOG_EVENTS -> txlog.events every 200ms from the"
                + " beginning",
            "INFO Stopping polling for txlog...",
            "INFO Polling stopped for txlog: 3 rows acknowledged, checkpoint at"
                + " 2026-01-01T10:00:00.000000000 / 3");
    assertThat(log.loggers()).contains("signalbox.relay.txlog");
  }
}
