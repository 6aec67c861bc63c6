package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Relays of one connection whose pages hang keep nothing from the others. */
@Timeout(60)
class StuckNeighboursTest {
  private static final List<String> LOCKED = List.of("ONE", "TWO", "THREE", "FOUR");
  private static final List<String> FREE = List.of("FIVE", "SIX");

  @TempDir private Path folder;

  @Test
  void fourLockedTablesHoldUpFourRelaysOfSix() throws Exception {
    try (MariaDbServer mariaDb = MariaDbServer.start();
        NatsServer nats = NatsServer.start()) {
      SandboxSchema.createEventTable(mariaDb);
      SandboxSchema.createStream(nats);
      try (Connection connection = mariaDb.connect(mariaDb.administrator());
          TrialProgram program =
              new TrialProgram(
                  SettingsLoader.load(configuration(mariaDb, nats), Map.of()), false)) {
        connection.setCatalog(MariaDbServer.DATABASE);
        for (String table : all()) {
          execute(connection, "CREATE TABLE %s LIKE TXLOG_EVENTS".formatted(table));
        }
        for (String relay : all()) {
          assertThat(program.coordinator().start(relay, Askers.TEST).isAccepted()).isTrue();
          program
              .relay(relay)
              .when(s -> s.state() instanceof RelayState.Running)
              .get(20, TimeUnit.SECONDS);
        }

        execute(
            connection,
            LOCKED.stream()
                .map(t -> t + " WRITE")
                .collect(Collectors.joining(",", "LOCK TABLES ", "")));
        awaitHanging(mariaDb);
        try (Connection other = mariaDb.connect(mariaDb.administrator())) {
          other.setCatalog(MariaDbServer.DATABASE);
          for (String table : FREE) {
            execute(other, insert(table));
          }
        }
        for (String relay : FREE) {
          program
              .relay(relay)
              .when(s -> s.counters().acknowledged() == 1)
              .get(10, TimeUnit.SECONDS);
        }

        execute(connection, "UNLOCK TABLES");
        program.coordinator().shutdown(new ShutdownReason.Quit()).get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static List<String> all() {
    return Stream.concat(LOCKED.stream(), FREE.stream()).toList();
  }

  private static void awaitHanging(MariaDbServer mariaDb) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                LOCKED.stream()
                    .allMatch(
                        table -> {
                          try {
                            return mariaDb.processList().stream()
                                .anyMatch(session -> session.statement().contains(table));
                          } catch (SQLException e) {
                            throw new IllegalStateException(e);
                          }
                        }));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String insert(String table) {
    return "INSERT INTO %s (CASE_ID, EVENT_TYPE, EVENT_TIMESTAMP, CREATED_AT) VALUES ('c', 'e', NOW(6), NOW(6))"
        .formatted(table);
  }

  private Path configuration(MariaDbServer mariaDb, NatsServer nats) throws Exception {
    String relays = all().stream().map(StuckNeighboursTest::relay).collect(Collectors.joining());
    return ConfigurationText.empty()
        .nats(nats.url(), "connect_timeout: 20")
        .mariaDb(mariaDb)
        .with("polling:\n" + relays)
        .write(folder);
  }

  private static String relay(String name) {
    return """
      - program_name: %1$s
        source: mariadb
        sink: nats
        checkpoint: mariadb
        table: %1$s
        id_column: ID
        timestamp_column: EVENT_TIMESTAMP
        stream: %2$s
        subject: txlog.%1$s
        interval: 200ms
    """
        .formatted(name, SandboxSchema.STREAM);
  }
}
