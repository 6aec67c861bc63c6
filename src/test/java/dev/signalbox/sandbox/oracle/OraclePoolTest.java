package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OraclePoolTest {
  private static HikariConfig settings(OracleStandIn oracle, String password) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(oracle.jdbcUrl());
    settings.setUsername("APP");
    settings.setPassword(password);
    settings.setMaximumPoolSize(3);
    settings.setConnectionTimeout(3000);
    settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    settings.setReadOnly(true);
    settings.setAutoCommit(false);
    return settings;
  }

  @Test
  void aPoolLendsRollsBackAndLeavesNothing() throws Exception {
    try (OracleStandIn oracle =
        OracleStandIn.builder().user("APP", "tiger").verifier11g().start()) {
      oracle.execute("CREATE TABLE APP.T(A NUMBER)");
      try (HikariDataSource pool = new HikariDataSource(settings(oracle, "tiger"))) {
        for (int loan = 0; loan < 20; loan++) {
          try (Connection connection = pool.getConnection();
              Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO T VALUES(1)");
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
              assertThat(rows.next()).isTrue();
              assertThat(rows.getInt(1)).isOne();
            }
          }
        }
        assertThat(oracle.arrivals(Phase.ROLLBACK)).isEqualTo(20);
        assertThat(oracle.holdings().transactions()).isZero();
        assertThat(oracle.holdings().sessions()).isBetween(1, 3);
      }
      OracleConnectTest.awaitNothingHeld(oracle);
    }
  }

  @Test
  void aPoolTellsTheServersReason() throws Exception {
    try (OracleStandIn oracle =
        OracleStandIn.builder().user("APP", "tiger").verifier11g().start()) {
      assertThatThrownBy(() -> new HikariDataSource(settings(oracle, "wrong")).close())
          .isInstanceOf(HikariPool.PoolInitializationException.class)
          .hasMessageContaining("ORA-01017");
      OracleConnectTest.awaitNothingHeld(oracle);
    }
  }
}
