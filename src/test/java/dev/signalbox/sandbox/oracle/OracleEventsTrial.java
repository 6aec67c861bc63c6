package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A stand-in with a table of events, and one connection to it. */
@Timeout(60)
abstract class OracleEventsTrial {
  static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 1, 12, 0);

  OracleStandIn oracle;
  Connection connection;

  @BeforeEach
  void start() throws IOException, SQLException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    oracle.execute("CREATE SCHEMA SPC");
    oracle.execute(
        "CREATE TABLE SPC.TXLOG_EVENTS(ID NUMBER PRIMARY KEY, CASE_ID VARCHAR2(64),"
            + " EVENT_TYPE VARCHAR2(64), EVENT_DATA VARCHAR2(4000),"
            + " EVENT_TIMESTAMP TIMESTAMP(6) NOT NULL, CREATED_AT DATE)");
    connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
  }

  @AfterEach
  void stop() throws SQLException, IOException, InterruptedException {
    connection.close();
    OracleConnectTest.awaitNothingHeld(oracle);
    oracle.close();
  }

  void insert(int rows) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO SPC.TXLOG_EVENTS VALUES(?, ?, 'CREATED', ?, ?, SYSDATE)")) {
      for (int row = 1; row <= rows; row++) {
        insert.setBigDecimal(1, BigDecimal.valueOf(row));
        insert.setString(2, "case-" + row);
        insert.setString(3, "{\"row\": " + row + "}");
        // Three rows share each instant, so that paging needs the id.
        insert.setObject(4, NOON.plusNanos((row - 1) / 3 * 1000L));
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(rows).containsOnly(1);
    }
  }

  long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM SPC.TXLOG_EVENTS")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  static long single(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
