package dev.signalbox.sandbox.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The views an Oracle database has about itself, as far as a relay asks: who is connected, and how
 * long the oldest transaction has been open. Safe for any thread; it uses one connection of its
 * own, committed at once, so that every session sees every other.
 */
final class Dictionary {
  private static final String FUNCTIONS = SqlFunctions.class.getName();

  private static final List<String> DEFINITIONS =
      List.of(
          "CREATE SCHEMA SYS",
          "CREATE DOMAIN " + SqlEngine.WHOLE_SECONDS_DOMAIN + " AS TIMESTAMP(0)",
          "CREATE DOMAIN " + SqlEngine.LOCAL_TIME_DOMAIN + " AS TIMESTAMP(9) WITH TIME ZONE",
          "CREATE DOMAIN " + SqlEngine.ROW_ADDRESS_DOMAIN + " AS VARCHAR2(18)",
          "CREATE DOMAIN " + SqlEngine.HUNDREDS_DOMAIN + " AS NUMBER(38)",
          "CREATE DOMAIN %s AS VARCHAR2(%d)"
              .formatted(SqlEngine.LONG_TEXT_DOMAIN, SqlEngine.LONG_PRECISION),
          "CREATE DOMAIN %s AS VARBINARY(%d)"
              .formatted(SqlEngine.LONG_BYTES_DOMAIN, SqlEngine.LONG_PRECISION),
          "CREATE ALIAS SYS.SYS_CONTEXT FOR '" + FUNCTIONS + ".context'",
          "CREATE ALIAS SYS.SYS_EXTRACT_UTC FOR '" + FUNCTIONS + ".utc'",
          "CREATE ALIAS SYS.WALL_CLOCK FOR '" + FUNCTIONS + ".wallClock'",
          "CREATE TABLE SYS.OPEN_SESSIONS(SID NUMBER PRIMARY KEY, USERNAME VARCHAR2(128), MACHINE"
              + " VARCHAR2(64), PROGRAM VARCHAR2(84), MODULE VARCHAR2(64), LOGON_TIME DATE,"
              + " COMMAND NUMBER DEFAULT 0 NOT NULL, SQL_EXEC_START DATE)",
          "CREATE TABLE SYS.OPEN_TRANSACTIONS(SID NUMBER PRIMARY KEY, START_DATE DATE,"
              + " XIDSQN NUMBER)",
          "CREATE SEQUENCE SYS.TRANSACTION_NUMBER",
          "CREATE VIEW SYS.V$TRANSACTION AS SELECT"
              + " CAST(LPAD(TO_CHAR(SID), 16, '0') AS VARCHAR2(16)) ADDR,"
              + " CAST(LPAD(TO_CHAR(SID), 16, '0') AS VARCHAR2(16)) SES_ADDR,"
              + " CAST('ACTIVE' AS VARCHAR2(16)) STATUS, START_DATE,"
              + " CAST(TO_CHAR(START_DATE, 'MM/DD/YY HH24:MI:SS') AS VARCHAR2(20)) START_TIME"
              + ", 1 XIDUSN, SID XIDSLOT, XIDSQN FROM SYS.OPEN_TRANSACTIONS",
          "CREATE VIEW SYS.V$SESSION AS SELECT CAST(LPAD(TO_CHAR(S.SID), 16, '0') AS VARCHAR2(16))"
              + " SADDR, S.SID, 1 SERIAL#, S.USERNAME, S.MACHINE, S.PROGRAM, S.MODULE,"
              + " S.LOGON_TIME, CAST('ACTIVE' AS VARCHAR2(8)) STATUS, CAST('USER' AS VARCHAR2(10))"
              + " TYPE, S.COMMAND, S.SQL_EXEC_START, T.ADDR TADDR FROM SYS.OPEN_SESSIONS S LEFT"
              + " JOIN SYS.V$TRANSACTION T ON T.SES_ADDR = LPAD(TO_CHAR(S.SID), 16, '0')",
          "CREATE VIEW SYS.GV$TRANSACTION AS SELECT 1 INST_ID, T.* FROM SYS.V$TRANSACTION T",
          "CREATE VIEW SYS.GV$SESSION AS SELECT 1 INST_ID, S.* FROM SYS.V$SESSION S",
          "CREATE VIEW SYS.V$DATABASE AS SELECT CAST('STANDIN' AS VARCHAR2(9)) NAME,"
              + " CAST('PRIMARY' AS VARCHAR2(16)) DATABASE_ROLE FROM DUAL",
          "CREATE VIEW SYS.V$VERSION AS SELECT CAST('"
              + SqlEngine.BANNER
              + "' AS VARCHAR2(80)) BANNER FROM DUAL",
          "CREATE ALIAS SYS.SORT_OF_SESSION FOR '" + FUNCTIONS + ".sort'",
          "CREATE VIEW SYS.NLS_SESSION_PARAMETERS AS SELECT CAST('NLS_SORT' AS VARCHAR2(128))"
              + " PARAMETER, CAST(SYS.SORT_OF_SESSION() AS VARCHAR2(64)) VALUE FROM DUAL"
              + " UNION ALL SELECT 'NLS_COMP', 'BINARY' FROM DUAL",
          "CREATE VIEW SYS.ALL_TABLES AS SELECT CAST(TABLE_SCHEMA AS VARCHAR2(128)) OWNER,"
              + " CAST(TABLE_NAME AS VARCHAR2(128)) TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
              + " WHERE TABLE_TYPE = 'BASE TABLE'",
          "CREATE VIEW SYS.ALL_TAB_COLUMNS AS SELECT CAST(TABLE_SCHEMA AS VARCHAR2(128)) OWNER,"
              + " CAST(TABLE_NAME AS VARCHAR2(128)) TABLE_NAME, CAST(COLUMN_NAME AS"
              + " VARCHAR2(128)) COLUMN_NAME, CAST(CASE IS_NULLABLE WHEN 'NO' THEN 'N' ELSE 'Y'"
              + " END AS VARCHAR2(1)) NULLABLE, CAST(COLUMN_DEFAULT AS VARCHAR2(4000))"
              + " DATA_DEFAULT, CAST('USING_NLS_COMP' AS VARCHAR2(100)) COLLATION FROM"
              + " INFORMATION_SCHEMA.COLUMNS",
          "CREATE VIEW SYS.ALL_INDEXES AS SELECT CAST(INDEX_SCHEMA AS VARCHAR2(128)) OWNER,"
              + " CAST(INDEX_NAME AS VARCHAR2(128)) INDEX_NAME, CAST(TABLE_SCHEMA AS"
              + " VARCHAR2(128)) TABLE_OWNER, CAST(TABLE_NAME AS VARCHAR2(128)) TABLE_NAME,"
              + " CAST(CASE WHEN INDEX_TYPE_NAME IN ('PRIMARY KEY', 'UNIQUE INDEX') THEN 'UNIQUE'"
              + " ELSE 'NONUNIQUE' END AS VARCHAR2(9)) UNIQUENESS, CAST('VALID' AS VARCHAR2(8))"
              + " STATUS FROM INFORMATION_SCHEMA.INDEXES",
          "CREATE VIEW SYS.ALL_IND_COLUMNS AS SELECT CAST(INDEX_SCHEMA AS VARCHAR2(128))"
              + " INDEX_OWNER, CAST(INDEX_NAME AS VARCHAR2(128)) INDEX_NAME, CAST(COLUMN_NAME AS"
              + " VARCHAR2(4000)) COLUMN_NAME, ORDINAL_POSITION COLUMN_POSITION FROM"
              + " INFORMATION_SCHEMA.INDEX_COLUMNS",
          "CREATE VIEW SYS.ALL_CONSTRAINTS AS SELECT CAST(TABLE_SCHEMA AS VARCHAR2(128)) OWNER,"
              + " CAST(CONSTRAINT_NAME AS VARCHAR2(128)) CONSTRAINT_NAME, CAST(TABLE_NAME AS"
              + " VARCHAR2(128)) TABLE_NAME, CAST(SUBSTR(CONSTRAINT_TYPE, 1, 1) AS VARCHAR2(1))"
              + " CONSTRAINT_TYPE, CAST('ENABLED' AS VARCHAR2(8)) STATUS FROM"
              + " INFORMATION_SCHEMA.TABLE_CONSTRAINTS",
          "CREATE VIEW SYS.ALL_CONS_COLUMNS AS SELECT CAST(TABLE_SCHEMA AS VARCHAR2(128)) OWNER,"
              + " CAST(CONSTRAINT_NAME AS VARCHAR2(128)) CONSTRAINT_NAME, CAST(COLUMN_NAME AS"
              + " VARCHAR2(4000)) COLUMN_NAME, ORDINAL_POSITION POSITION FROM"
              + " INFORMATION_SCHEMA.KEY_COLUMN_USAGE");

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  Dictionary(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      for (String definition : DEFINITIONS) {
        statement.execute(definition);
      }
    }
  }

  void sessionOpened(int id, Login.Success login) throws SQLException {
    update(
        "INSERT INTO SYS.OPEN_SESSIONS VALUES(?, ?, ?, ?, NULL, SYSDATE, 0, NULL)",
        id,
        login.user(),
        login.clientFacts().getOrDefault("AUTH_MACHINE", ""),
        login.clientFacts().getOrDefault("AUTH_PROGRAM_NM", ""));
  }

  void sessionModule(int id, String module) throws SQLException {
    update("UPDATE SYS.OPEN_SESSIONS SET MODULE = ? WHERE SID = ?", module, id);
  }

  void sessionClosed(int id) throws SQLException {
    transactionEnded(id);
    update("DELETE FROM SYS.OPEN_SESSIONS WHERE SID = ?", id);
  }

  /** A statement of this kind, by Oracle's number of it, has begun. */
  void statementBegan(int id, int command) throws SQLException {
    update(
        "UPDATE SYS.OPEN_SESSIONS SET COMMAND = ?, SQL_EXEC_START = SYSDATE WHERE SID = ?",
        command,
        id);
  }

  void statementEnded(int id) throws SQLException {
    update("UPDATE SYS.OPEN_SESSIONS SET COMMAND = 0, SQL_EXEC_START = NULL WHERE SID = ?", id);
  }

  void transactionOpened(int id) throws SQLException {
    update(
        "INSERT INTO SYS.OPEN_TRANSACTIONS VALUES(?, SYSDATE, NEXT VALUE FOR"
            + " SYS.TRANSACTION_NUMBER)",
        id);
  }

  void transactionEnded(int id) throws SQLException {
    update("DELETE FROM SYS.OPEN_TRANSACTIONS WHERE SID = ?", id);
  }

  private void update(String sql, Object... binds) throws SQLException {
    lock.lock();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < binds.length; index++) {
        statement.setObject(index + 1, binds[index]);
      }
      statement.executeUpdate();
    } finally {
      lock.unlock();
    }
  }
}
