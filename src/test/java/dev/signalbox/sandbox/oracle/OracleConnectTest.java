package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class OracleConnectTest {
  @Test
  void connectsPingsAndQueries() throws Exception {
    try (OracleStandIn oracle = OracleStandIn.builder().user("APP", "tiger").start();
        Connection connection = DriverManager.getConnection(oracle.jdbcUrl(), "app", "tiger")) {
      assertThat(connection.isValid(2)).isTrue();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT 1, 'x' FROM DUAL")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isOne();
        assertThat(rows.getString(2)).isEqualTo("x");
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
