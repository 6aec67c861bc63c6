package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OracleCancelTest {
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE MOD(X, 7) = 3";

  private OracleStandIn oracle;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void start() throws IOException, SQLException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    oracle.execute("CREATE TABLE APP.T(A NUMBER)");
    oracle.execute("INSERT INTO APP.T VALUES(1)");
    connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
    statement = connection.createStatement();
  }

  @AfterEach
  void stop() throws SQLException, IOException, InterruptedException {
    // A close would wait for a statement that a failed test left running.
    connection.abort(Runnable::run);
    OracleConnectTest.awaitNothingHeld(oracle);
    oracle.close();
  }

  /** Runs the call beside the test; its result is the ORA- number it failed with, or 0. */
  private FutureTask<Integer> start(Callable<?> call) {
    int before = oracle.arrivals(Phase.EXECUTE);
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              try {
                call.call();
                return 0;
              } catch (SQLException e) {
                return e.getErrorCode();
              }
            });
    Thread.ofVirtual().start(task);
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> oracle.arrivals(Phase.EXECUTE) > before);
    return task;
  }

  private void assertUsable() throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT A FROM T")) {
      assertThat(rows.next()).isTrue();
    }
  }

  @RepeatedTest(5)
  void aRunningQueryIsCancelledAndTheSessionLivesOn() throws Exception {
    // A call just before it, whose end must not be mistaken for the end of the next.
    assertUsable();
    FutureTask<Integer> query = start(() -> statement.executeQuery(ENDLESS));
    // The query is in the engine once the view lists it there.
    await().atMost(Duration.ofSeconds(5)).until(this::endlessQueryRuns);
    statement.cancel();
    assertThat(query.get(5, TimeUnit.SECONDS)).isEqualTo(1013);
    assertUsable();
  }

  private boolean endlessQueryRuns() throws SQLException {
    try (Connection engine = oracle.dataSource().getConnection();
        Statement look = engine.createStatement();
        ResultSet rows =
            look.executeQuery(
                "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"
                    + " WHERE EXECUTING_STATEMENT LIKE 'SELECT COUNT(*) FROM SYSTEM_RANGE%'")) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  @Test
  void aQueryBeyondItsTimeoutIsCancelled() throws Exception {
    statement.setQueryTimeout(1);
    FutureTask<Integer> query = start(() -> statement.executeQuery(ENDLESS));
    assertThat(query.get(10, TimeUnit.SECONDS)).isEqualTo(1013);
    statement.setQueryTimeout(0);
    assertUsable();
  }

  @Test
  void aSlowAnswerIsCancelled() throws Exception {
    oracle.misbehave(Phase.EXECUTE, new Misbehaviour.ReplySlowly(Duration.ofMinutes(1)));
    FutureTask<Integer> update = start(() -> statement.executeUpdate("DELETE FROM T"));
    statement.cancel();
    assertThat(update.get(5, TimeUnit.SECONDS)).isEqualTo(1013);
    oracle.behave();
    assertUsable();
  }

  @Test
  void aWaitForALockIsCancelled() throws Exception {
    try (Connection owner = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
        Statement lock = owner.createStatement()) {
      owner.setAutoCommit(false);
      lock.executeUpdate("UPDATE T SET A = 2");
      FutureTask<Integer> update = start(() -> statement.executeUpdate("UPDATE T SET A = 3"));
      statement.cancel();
      assertThat(update.get(5, TimeUnit.SECONDS)).isEqualTo(1013);
      owner.rollback();
    }
    assertUsable();
  }

  @Test
  void aFrozenServerIgnoresTheCancelUntilItThaws() throws Exception {
    oracle.misbehave(Phase.EXECUTE, new Misbehaviour.StopReplying());
    FutureTask<Integer> query = start(() -> statement.executeQuery("SELECT A FROM T"));
    statement.cancel();
    assertThat(query.isDone()).isFalse();
    oracle.behave();
    assertThat(query.get(5, TimeUnit.SECONDS)).isIn(0, 1013);
    assertUsable();
  }

  @Test
  void aClientThatVanishesEndsItsQuery() throws Exception {
    FutureTask<Integer> query = start(() -> statement.executeQuery(ENDLESS));
    await().atMost(Duration.ofSeconds(5)).until(this::endlessQueryRuns);
    connection.abort(Runnable::run);
    OracleConnectTest.awaitNothingHeld(oracle);
    assertThat(query.get(5, TimeUnit.SECONDS)).isNotZero();
    assertThat(endlessQueryRuns()).isFalse();
  }
}
