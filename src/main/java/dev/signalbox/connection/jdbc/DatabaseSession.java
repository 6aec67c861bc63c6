package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.settings.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;

/** A pool of connections to one database. */
public interface DatabaseSession extends Session {

  DatabaseKind kind();

  /**
   * Borrows a connection for one piece of work, which runs on the calling virtual thread. Closing
   * the session interrupts that thread; the interrupt is taken back before this method returns or
   * throws, so that it never reaches the caller's next call.
   *
   * @param deadline bounds the wait for a free connection; the work bounds its own statements,
   *     which is also what ends the wait for a frozen server while all connections are lent
   * @throws SQLException as the driver or the work throws it, also when the session is closing
   */
  <T> T call(Deadline deadline, SqlWork<T> work) throws SQLException;

  /** Work on one borrowed connection, which must not be kept. Autocommit is on when it begins. */
  @FunctionalInterface
  interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
  }
}
