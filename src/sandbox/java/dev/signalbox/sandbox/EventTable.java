package dev.signalbox.sandbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The transaction log as each kind of database has it. */
public enum EventTable {
  /** Gives its rows their ids itself. */
  MARIADB(
      "TXLOG_EVENTS",
      """
      INSERT INTO TXLOG_EVENTS (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)
      VALUES (?, ?, ?, now(6), now(6))\
      """),
  /** Takes ids from the generator. */
  ORACLE(
      "SPC.TXLOG_EVENTS",
      """
      INSERT INTO SPC.TXLOG_EVENTS (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT, ID)
      VALUES (?, ?, ?, SYSTIMESTAMP, SYSTIMESTAMP, ?)\
      """);

  private final String table;
  private final String insert;

  EventTable(String table, String insert) {
    this.table = table;
    this.insert = insert;
  }

  /** The name for the console's {@code table}, with the schema where there is one. */
  public String table() {
    return table;
  }

  String insert() {
    return insert;
  }

  /**
   * Sets the parameters of {@link #insert()}.
   *
   * @param id never used for another row
   */
  void bind(PreparedStatement statement, CaseEvent event, long id) throws SQLException {
    statement.setString(1, event.caseId());
    statement.setString(2, event.type());
    statement.setString(3, event.data());
    switch (this) {
      case MARIADB -> {}
      case ORACLE -> statement.setLong(4, id);
    }
  }
}
