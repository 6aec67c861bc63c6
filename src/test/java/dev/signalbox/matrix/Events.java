package dev.signalbox.matrix;

import dev.signalbox.sandbox.EventTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The source table of a cell, seen from behind every fault. */
final class Events {
  /** When all of them happened: settled already, so that the relay takes them at once. */
  private static final LocalDateTime PAST = LocalDateTime.of(2026, 1, 1, 10, 0);

  /** Enough for a page of some rows to be many packets long. */
  private static final String DATA = "d".repeat(400);

  /** Opens connections past the faults. */
  @FunctionalInterface
  interface Access {
    Connection open() throws SQLException;
  }

  private final Access access;
  private final EventTable table;
  private long last;

  Events(Access access, EventTable table) {
    this.access = access;
    this.table = table;
  }

  String table() {
    return table.table();
  }

  /** Without its schema. */
  String tableName() {
    return table().substring(table().indexOf('.') + 1);
  }

  /** Leaves just so many rows. */
  void reset(int rows) throws SQLException {
    try (Connection connection = access.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM " + table());
    }
    last = 0;
    add(rows);
  }

  void add(int rows) throws SQLException {
    try (Connection connection = access.open()) {
      add(rows, connection);
    }
  }

  /** Adds rows over a connection that may hold a lock. */
  void add(int rows, Connection connection) throws SQLException {
    String insert =
        "INSERT INTO "
            + table()
            + " (ID, CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)"
            + " VALUES (?, 'c', 'e', ?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int i = 0; i < rows; i++) {
        statement.setLong(1, ++last);
        statement.setString(2, DATA);
        statement.setObject(3, PAST);
        statement.setObject(4, PAST);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The ids in the order of the relay. */
  List<String> ids() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = access.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT ID FROM " + table() + " ORDER BY EVENT_TIMESTAMP, ID")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
