package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleTransactionTest extends OracleEventsTrial {
  @Test
  void commitsAndRollsBack() throws SQLException {
    connection.setAutoCommit(false);
    insert(2);
    connection.rollback();
    assertThat(count()).isZero();
    insert(2);
    connection.commit();
    connection.rollback();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aChangeOfTablesEndsTheTransaction() throws SQLException {
    connection.setAutoCommit(false);
    insert(1);
    assertThat(oracle.holdings().transactions()).isOne();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE OTHER(A NUMBER)");
    }
    assertThat(oracle.holdings().transactions()).isZero();
    connection.rollback();
    assertThat(count()).isOne();
  }

  @Test
  void withoutACommitNobodyElseSeesTheRows() throws SQLException {
    connection.setAutoCommit(false);
    insert(1);
    try (Connection other = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
        PreparedStatement query = other.prepareStatement("SELECT COUNT(*) FROM SPC.TXLOG_EVENTS")) {
      assertThat(single(query)).isZero();
      connection.commit();
      assertThat(single(query)).isOne();
    }
  }

  @Test
  void underAutocommitAChangeIsCommittedWithItsExecution() throws SQLException {
    insert(1);
    assertThat(oracle.holdings().transactions()).isZero();
    assertThat(oracle.arrivals(Phase.COMMIT)).isZero();
  }

  @Test
  void aClosedConnectionRollsBack() throws SQLException {
    try (Connection other = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate(
          "INSERT INTO SPC.TXLOG_EVENTS(ID, EVENT_TIMESTAMP) VALUES(1, SYSTIMESTAMP)");
      other.rollback();
      statement.executeUpdate(
          "INSERT INTO SPC.TXLOG_EVENTS(ID, EVENT_TIMESTAMP) VALUES(2, SYSTIMESTAMP)");
      other.abort(Runnable::run);
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> oracle.holdings().sockets() == 1);
    assertThat(count()).isZero();
  }

  @Test
  void aFailedBatchKeepsTheRowsBeforeTheFailure() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO SPC.TXLOG_EVENTS(ID, EVENT_TIMESTAMP) VALUES(?, SYSTIMESTAMP)")) {
      for (int id : new int[] {1, 2, 1, 3}) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(failure.getErrorCode()).isEqualTo(1);
      assertThat(failure.getUpdateCounts()).hasSize(2);
    }
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aLockIsWaitedForUntilItsOwnerEnds() throws Exception {
    insert(1);
    connection.setAutoCommit(false);
    try (Connection other = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
        Statement mine = connection.createStatement();
        Statement theirs = other.createStatement()) {
      mine.executeUpdate("UPDATE SPC.TXLOG_EVENTS SET CASE_ID = 'mine' WHERE ID = 1");
      List<Integer> updated = new ArrayList<>();
      Thread waiter =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      updated.add(
                          theirs.executeUpdate("UPDATE SPC.TXLOG_EVENTS SET CASE_ID = 'x'"));
                    } catch (SQLException e) {
                      updated.add(-e.getErrorCode());
                    }
                  });
      // Several times as long as the engine itself would wait.
      assertThat(waiter.join(Duration.ofMillis(300))).isFalse();
      connection.commit();
      assertThat(waiter.join(Duration.ofSeconds(5))).isTrue();
      assertThat(updated).containsExactly(1);
    }
  }
}
