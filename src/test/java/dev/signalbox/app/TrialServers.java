package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real MariaDB and a real NATS, with event table and stream, for all tests of one class. */
final class TrialServers implements BeforeAllCallback, AfterAllCallback {
  private @Nullable MariaDbServer mariaDb;
  private @Nullable NatsServer nats;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    MariaDbServer database = MariaDbServer.start();
    mariaDb = database;
    SandboxSchema.createEventTable(database);
    NatsServer stream = NatsServer.start();
    nats = stream;
    SandboxSchema.createStream(stream);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (nats != null) {
      nats.close();
    }
    if (mariaDb != null) {
      mariaDb.close();
    }
  }

  MariaDbServer mariaDb() {
    return Objects.requireNonNull(mariaDb);
  }

  NatsServer nats() {
    return Objects.requireNonNull(nats);
  }

  /** A configuration with both of them. */
  ConfigurationText connected() {
    return ConfigurationText.empty().nats(nats()).mariaDb(mariaDb());
  }

  /** Adds rows to the event table, settled already. */
  void insert(int rows) throws SQLException {
    String row = "('c', 'e', 'd', '2026-01-01 10:00:00', '2026-01-01 10:00:00')";
    execute(
        "INSERT INTO TXLOG_EVENTS (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
            + " VALUES "
            + String.join(", ", Collections.nCopies(rows, row)));
  }

  /** How many there are. */
  int rows() throws SQLException {
    try (Connection connection = mariaDb().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM TXLOG_EVENTS")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = mariaDb().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Waits until this relay's checkpoint says that every row there is has been relayed. */
  void awaitRelayed(String relay) {
    String done =
        """
        SELECT 1 FROM signalbox_checkpoint
        WHERE processed = (SELECT COUNT(*) FROM TXLOG_EVENTS) AND program_name = \
        """
            + "'"
            + relay
            + "'";
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .until(
            () -> {
              try (Connection connection = mariaDb().connect();
                  Statement statement = connection.createStatement();
                  ResultSet rows = statement.executeQuery(done)) {
                return rows.next();
              }
            });
  }

  /** Both servers have noticed, or soon do, that nobody is connected any more. */
  void assertLeft() {
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(nats().connections()).isEmpty();
              assertThat(mariaDb().processList())
                  .noneMatch(session -> session.user().equals(mariaDb().app().user()));
            });
  }
}
