package dev.signalbox.crash;

import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.tcp.FaultRelay;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A real MariaDB, a NATS of one server or several, the Oracle stand-in, and what is in them. */
final class CrashServers implements AutoCloseable {
  /** What a stream remembers of message ids: less than a restart takes, or more than a run. */
  static final Duration SHORT_WINDOW = Duration.ofMillis(500);

  private static final Duration LONG_WINDOW = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final MariaDbServer mariaDb;

  /** Through which all programs reach it: its address is a part of the checkpoint's identity. */
  final FaultRelay mariaDbNetwork;

  final List<NatsServer> nats;
  final OracleStandIn oracle;
  final EventSource.InMariaDb inMariaDb;

  /** Read by somebody who may not see who writes. */
  final EventSource.InMariaDb unseen;

  final EventSource.InOracle inOracle;

  /**
   * Starts them.
   *
   * @param natsServers how many are one NATS, and have each message
   */
  CrashServers(int natsServers) throws Exception {
    mariaDb = MariaDbServer.start();
    mariaDbNetwork = FaultRelay.to(mariaDb.port());
    nats = natsServers == 1 ? List.of(NatsServer.start()) : NatsServer.startCluster(natsServers);
    oracle =
        OracleStandIn.builder()
            .user(EventSource.InOracle.USER, EventSource.InOracle.PASSWORD)
            .verifier11g()
            .start();
    inMariaDb = new EventSource.InMariaDb(mariaDb, "mariadb", mariaDb.app());
    unseen = new EventSource.InMariaDb(mariaDb, "unseen", createPlainUser());
    inOracle = new EventSource.InOracle(oracle, new AtomicLong());
    for (EventSource source : sources()) {
      source.createTable();
    }
    Awaitility.await("a NATS that takes streams")
        .pollInSameThread()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              createStream(inMariaDb, SHORT_WINDOW);
              createStream(unseen, SHORT_WINDOW);
              createStream(inOracle, LONG_WINDOW);
            });
  }

  private Account createPlainUser() throws SQLException {
    Account plain = new Account("plain", "plain");
    try (java.sql.Connection connection = mariaDb.connect(mariaDb.administrator())) {
      CommittingWriter.execute(
          connection,
          "CREATE USER %s@'%%' IDENTIFIED BY '%s'".formatted(plain.user(), plain.password()));
      CommittingWriter.execute(
          connection,
          "GRANT ALL ON %s.* TO %s@'%%'".formatted(MariaDbServer.DATABASE, plain.user()));
    }
    return plain;
  }

  private void createStream(EventSource source, Duration window)
      throws IOException, InterruptedException, JetStreamApiException {
    try (Connection connection = connectNats()) {
      connection
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name(source.name())
                  .subjects(source.name())
                  .duplicateWindow(window)
                  .replicas(nats.size())
                  .build());
    }
  }

  List<EventSource> sources() {
    return List.of(inMariaDb, inOracle, unseen);
  }

  Connection connectNats() throws IOException, InterruptedException {
    return Nats.connect(
        Options.builder()
            .servers(nats.stream().map(NatsServer::url).toArray(String[]::new))
            .connectionTimeout(PATIENCE)
            .build());
  }

  void execute(String sql) throws SQLException {
    try (java.sql.Connection connection = mariaDb.connect()) {
      CommittingWriter.execute(connection, sql);
    }
  }

  /** One column of a relay's checkpoint, {@code "null"} if there is nothing. */
  String checkpoint(EventSource source, String column) throws SQLException {
    try (java.sql.Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT %s FROM signalbox_checkpoint WHERE program_name = '%s'"
                    .formatted(column, source.name()))) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "null";
    }
  }

  @Override
  public void close() throws Exception {
    try (mariaDb;
        mariaDbNetwork;
        oracle) {
      nats.forEach(NatsServer::close);
    }
  }
}
