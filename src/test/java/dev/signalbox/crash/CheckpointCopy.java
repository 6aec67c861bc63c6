package dev.signalbox.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of the checkpoints as they were a while ago, both at one moment. */
final class CheckpointCopy {
  private static final List<String> TABLES = List.of("signalbox_checkpoint", "signalbox_seen");

  private final CrashServers servers;
  private final Map<String, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

  CheckpointCopy(CrashServers servers) {
    this.servers = servers;
  }

  /** Instead of an earlier one. Keeps nobody from committing, and waits for nobody. */
  void take() throws SQLException {
    try (Connection connection = servers.mariaDb.connect()) {
      CommittingWriter.execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
      for (String table : TABLES) {
        rows.put(table, read(connection, table));
      }
      CommittingWriter.execute(connection, "COMMIT");
    }
  }

  private static List<@Nullable Object[]> read(Connection connection, String table)
      throws SQLException {
    List<@Nullable Object[]> read = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        @Nullable Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = found.getString(i + 1);
        }
        read.add(row);
      }
    }
    return read;
  }

  /** Nobody has to relay at that time. */
  void putBack() throws SQLException {
    try (Connection connection = servers.mariaDb.connect()) {
      connection.setAutoCommit(false);
      for (String table : TABLES) {
        CommittingWriter.execute(connection, "DELETE FROM " + table);
        write(connection, table, rows.getOrDefault(table, List.of()));
      }
      connection.commit();
    }
  }

  private static void write(Connection connection, String table, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String places = String.join(", ", Collections.nCopies(rows.getFirst().length, "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table, places))) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.addBatch();
      }
      var _ = insert.executeBatch();
    }
  }
}
