package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OracleStatementTest extends OracleEventsTrial {
  private static final String PAGE =
      """
      SELECT ID, CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT
      FROM SPC.TXLOG_EVENTS
      WHERE EVENT_TIMESTAMP >= ? AND (EVENT_TIMESTAMP > ? OR ID > ?) AND EVENT_TIMESTAMP < ?
      ORDER BY EVENT_TIMESTAMP, ID FETCH FIRST 100 ROWS ONLY\
      """;

  @Test
  void pagesByTimestampAndIdMeetEveryRowOnce() throws SQLException {
    insert(350);
    List<BigDecimal> seen = new ArrayList<>();
    LocalDateTime timestamp = NOON.minusSeconds(1);
    BigDecimal id = BigDecimal.ZERO;
    try (PreparedStatement page = connection.prepareStatement(PAGE)) {
      int before = -1;
      while (seen.size() > before) {
        before = seen.size();
        page.setObject(1, timestamp);
        page.setObject(2, timestamp);
        page.setBigDecimal(3, id);
        page.setObject(4, NOON.plusHours(1));
        try (ResultSet rows = page.executeQuery()) {
          while (rows.next()) {
            id = rows.getBigDecimal("ID");
            timestamp = rows.getObject("EVENT_TIMESTAMP", LocalDateTime.class);
            assertThat(rows.getString("CASE_ID")).isEqualTo("case-" + id);
            seen.add(id);
          }
        }
      }
    }
    assertThat(seen).hasSize(350).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 350, 351, 1000})
  void fetchesInStepsOfAnySize(int fetchSize) throws SQLException {
    insert(350);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT ID FROM SPC.TXLOG_EVENTS ORDER BY ID")) {
      query.setFetchSize(fetchSize);
      for (int execution = 1; execution <= 2; execution++) {
        int expected = 0;
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            assertThat(rows.getInt(1)).isEqualTo(++expected);
          }
        }
        assertThat(expected).isEqualTo(350);
      }
    }
  }

  @Test
  void anEarlyClosedResultCanBeAskedForAgain() throws SQLException {
    insert(50);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT ID FROM SPC.TXLOG_EVENTS WHERE ID > ? ORDER BY ID")) {
      for (int from = 0; from < 5; from++) {
        query.setInt(1, from);
        try (ResultSet rows = query.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(from + 1);
        }
      }
    }
  }

  @Test
  void oneStatementObjectTakesDifferentTexts() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO SPC.TXLOG_EVENTS(ID, EVENT_TIMESTAMP) VALUES(1, SYSTIMESTAMP)");
      try (ResultSet rows = statement.executeQuery("SELECT ID FROM SPC.TXLOG_EVENTS")) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.executeUpdate("DELETE FROM SPC.TXLOG_EVENTS")).isOne();
    }
    assertThat(count()).isZero();
  }

  @Test
  void bindsMayChangeTheirTypesBetweenExecutions() throws SQLException {
    insert(3);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT COUNT(*) FROM SPC.TXLOG_EVENTS WHERE ID > ?")) {
      query.setInt(1, 1);
      assertThat(single(query)).isEqualTo(2);
      query.setString(1, "2");
      assertThat(single(query)).isOne();
      query.setNull(1, Types.NUMERIC);
      assertThat(single(query)).isZero();
    }
  }

  @Test
  void describesTheColumnsOfAQuery() throws SQLException {
    oracle.execute(
        "CREATE TABLE APP.SHAPES(A NUMBER NOT NULL, B NUMBER(10) NOT NULL, C NUMBER(12,3), D"
            + " CHAR(5), E VARCHAR2(64) NOT NULL, F DATE, G TIMESTAMP(0), H TIMESTAMP(9), I"
            + " TIMESTAMP(3) WITH TIME ZONE, J RAW(16))");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT S.*, 1 + 1 AS TWO FROM SHAPES S")) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> shapes = new ArrayList<>();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        shapes.add(
            "%s %s(%d,%d)%s"
                .formatted(
                    columns.getColumnName(column),
                    columns.getColumnTypeName(column),
                    columns.getPrecision(column),
                    columns.getScale(column),
                    columns.isNullable(column) == ResultSetMetaData.columnNoNulls ? "!" : ""));
      }
      assertThat(shapes)
          .containsExactly(
              "A NUMBER(0,-127)!",
              "B NUMBER(10,0)!",
              "C NUMBER(12,3)",
              "D CHAR(5,0)",
              "E VARCHAR2(64,0)!",
              "F DATE(7,0)",
              "G TIMESTAMP(0,0)",
              "H TIMESTAMP(0,9)",
              "I TIMESTAMP WITH TIME ZONE(0,3)",
              "J RAW(16,0)",
              "TWO NUMBER(0,-127)");
    }
  }

  @Test
  void describesAQueryThatHasNotBeenExecuted() throws SQLException {
    insert(3);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT ID, CASE_ID FROM SPC.TXLOG_EVENTS WHERE ID > ?")) {
      ResultSetMetaData columns = query.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(2);
      assertThat(columns.getColumnTypeName(1)).isEqualTo("NUMBER");
      assertThat(columns.getColumnName(2)).isEqualTo("CASE_ID");
      assertThat(columns.getPrecision(2)).isEqualTo(64);
      query.setInt(1, 2);
      assertThat(single(query)).isEqualTo(3);
    }
    assertThat(connection.isValid(2)).isTrue();
    assertThat(oracle.holdings().cursors()).isZero();
  }

  @Test
  void knowsTheSessionsSchemaAndIsolation() throws SQLException {
    assertThat(connection.getSchema()).isEqualTo("APP");
    connection.setSchema("SPC");
    connection.setClientInfo("OCSID.MODULE", "relay");
    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    try (PreparedStatement query =
        connection.prepareStatement("SELECT COUNT(*) FROM TXLOG_EVENTS")) {
      assertThat(single(query)).isZero();
    }
    assertThat(connection.getSchema()).isEqualTo("SPC");
  }
}
