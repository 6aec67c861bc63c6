package dev.signalbox.architecture.breaches.querying;

import java.sql.Connection;
import java.sql.SQLException;

/** Asks a database by itself. */
final class Querying {
  private Querying() {}

  static boolean isThere(Connection connection) throws SQLException {
    return connection.isValid(1);
  }
}
