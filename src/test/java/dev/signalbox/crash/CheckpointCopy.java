package dev.signalbox.crash;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables of the checkpoints as they were a while ago, both at one moment. */
final class CheckpointCopy {
  private static final String[] TABLES = {"signalbox_checkpoint", "signalbox_seen"};

  private final CrashServers servers;

  CheckpointCopy(CrashServers servers) {
    this.servers = servers;
  }

  /** Instead of an earlier one. Whoever commits meanwhile waits. */
  void take() throws SQLException {
    try (Connection connection = servers.mariaDb.connect()) {
      for (String table : TABLES) {
        CommittingWriter.execute(
            connection, "CREATE OR REPLACE TABLE copy_of_%1$s LIKE %1$s".formatted(table));
      }
      CommittingWriter.execute(
          connection,
          "LOCK TABLES signalbox_checkpoint READ, signalbox_seen READ,"
              + " copy_of_signalbox_checkpoint WRITE, copy_of_signalbox_seen WRITE");
      for (String table : TABLES) {
        CommittingWriter.execute(
            connection, "INSERT INTO copy_of_%1$s SELECT * FROM %1$s".formatted(table));
      }
      CommittingWriter.execute(connection, "UNLOCK TABLES");
    }
  }

  /** Nobody has to relay at that time. */
  void putBack() throws SQLException {
    for (String table : TABLES) {
      servers.execute("DELETE FROM " + table);
      servers.execute("INSERT INTO %1$s SELECT * FROM copy_of_%1$s".formatted(table));
    }
  }
}
