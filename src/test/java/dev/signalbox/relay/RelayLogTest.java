package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.Askers;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The lines that operators and scripts rely on. */
@Timeout(120)
class RelayLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("signalbox");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Set<String> loggers = new CopyOnWriteArraySet<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          // What operators see by default; the drivers' own words are below that.
          if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
            loggers.add(event.getLoggerName());
          }
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(appender);
    appender.stop();
  }

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

      assertThat(lines).hasSize(5);
      assertThat(lines.get(0)).isEqualTo("INFO Starting polling for txlog...");
      assertThat(lines.get(1)).startsWith("INFO Connecting to NATS at [nats://127.0.0.1:1]");
      assertThat(lines.get(2)).startsWith("ERROR NATS connection failed in phase ");
      assertThat(lines.get(3)).startsWith("ERROR Initialization failed: ");
      assertThat(lines.get(4))
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
      assertThat(lines)
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

    assertThat(lines)
        .containsSubsequence(
            "INFO Starting polling for txlog...",
            "INFO Polling started for txlog: TXLOG_EVENTS -> txlog.events every 200ms from the"
                + " beginning",
            "INFO Stopping polling for txlog...",
            "INFO Polling stopped for txlog: 3 rows acknowledged, checkpoint at"
                + " 2026-01-01T10:00:00.000000000 / 3");
    assertThat(loggers).contains("signalbox.relay.txlog");
  }
}
