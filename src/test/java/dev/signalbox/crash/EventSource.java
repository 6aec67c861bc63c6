package dev.signalbox.crash;

import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of events that the database itself dates, so coarsely that many have one timestamp, and
 * the stream to which its relay publishes them.
 */
sealed interface EventSource {

  /** What a row is made of besides its key. */
  String NOTE = "n".repeat(120);

  /** The name of its connection, its relay, its stream, and its subject. */
  String name();

  /** Where its rows are. */
  default String table() {
    return "CRASH_EVENTS";
  }

  /** Whether its relay sees open transactions; otherwise it finds late rows by looking back. */
  default boolean writersAreSeen() {
    return true;
  }

  /** Past every fault of the network; waits for a server that is away no longer than seconds. */
  Connection connect() throws SQLException;

  void createTable() throws SQLException;

  /** Inserts rows of one timestamp; the caller commits. */
  void insert(Connection connection, int rows) throws SQLException;

  /** The keys behind a place in the order of the relay, in that order. */
  default List<String> ids(int from) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT ID FROM " + table() + " ORDER BY STAMP, ID")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids.subList(Math.min(from, ids.size()), ids.size());
  }

  /**
   * Dates rows in hundredths of a second, when the statement begins.
   *
   * @param reader as whom the relay reads it
   */
  record InMariaDb(MariaDbServer server, String name, Account reader) implements EventSource {
    @Override
    public String table() {
      return name.toUpperCase(Locale.ROOT) + "_EVENTS";
    }

    @Override
    public boolean writersAreSeen() {
      return reader.equals(server.app());
    }

    @Override
    public Connection connect() throws SQLException {
      return server.connect();
    }

    @Override
    public void createTable() throws SQLException {
      try (Connection connection = connect()) {
        CommittingWriter.execute(
            connection,
            """
            CREATE TABLE %s (
              ID BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, NOTE VARCHAR(200) NOT NULL,
              STAMP DATETIME(2) NOT NULL DEFAULT CURRENT_TIMESTAMP(2), INDEX (STAMP, ID))\
            """
                .formatted(table()));
      }
    }

    @Override
    public void insert(Connection connection, int rows) throws SQLException {
      CommittingWriter.execute(
          connection,
          "INSERT INTO %s (NOTE) VALUES ".formatted(table())
              + IntStream.range(0, rows)
                  .mapToObj(_ -> "('" + NOTE + "')")
                  .collect(Collectors.joining(",")));
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Its rows have the ids of a sequence, which is drawn from before they are dated. */
  record InOracle(OracleStandIn server, AtomicLong last) implements EventSource {
    static final String USER = "CRASH";
    static final String PASSWORD = "Signal_box1";

    @Override
    public String name() {
      return "oracle";
    }

    /** Through the driver, because only what comes through it is a transaction in the views. */
    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(server.jdbcUrl(), USER, PASSWORD);
    }

    @Override
    public void createTable() throws SQLException {
      try (Connection connection = connect()) {
        CommittingWriter.execute(
            connection,
            """
            CREATE TABLE CRASH_EVENTS (
              ID NUMBER(19) NOT NULL PRIMARY KEY, NOTE VARCHAR2(200) NOT NULL,
              STAMP TIMESTAMP(2) NOT NULL)\
            """);
        CommittingWriter.execute(
            connection, "CREATE INDEX CRASH_EVENTS_POSITION ON CRASH_EVENTS (STAMP, ID)");
      }
    }

    @Override
    public void insert(Connection connection, int rows) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO CRASH_EVENTS (ID, NOTE, STAMP) VALUES (?, ?, SYSTIMESTAMP)")) {
        for (int i = 0; i < rows; i++) {
          insert.setLong(1, last.incrementAndGet());
          insert.setString(2, NOTE);
          insert.executeUpdate();
        }
      }
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
