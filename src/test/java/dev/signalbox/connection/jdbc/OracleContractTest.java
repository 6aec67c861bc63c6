package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.OracleServer;
import dev.signalbox.testing.Stopwatch;
import dev.signalbox.testing.TrialSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the product asks of an Oracle server, the same for the stand-in and for a real one. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class OracleContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CANCELS = 25;

  /** Joined with itself three times it keeps any server busy for longer than a test may take. */
  private static final int MANY = 2_000;

  private final OracleServer server;
  private final EndpointTrial trial;

  OracleContractTest(OracleServer server) {
    this.server = server;
    this.trial =
        new EndpointTrial(TrialSettings.oracle(server.url(), server.username(), server.password()));
  }

  @AfterEach
  void end() throws Exception {
    trial.close();
    await().until(() -> server.sessions() == 0);
  }

  private static <T> T ask(DatabaseSession session, DatabaseSession.SqlWork<T> work)
      throws SQLException {
    return session.call(Deadline.in(LIMIT), work);
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  @Test
  void connectsPingsAndClosesLeavingNoSession() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    session.ping(Deadline.in(LIMIT));
    assertThat(server.sessions()).isPositive();
    trial.disconnected();
    await().until(() -> server.sessions() == 0);
  }

  @Test
  void sessionsSayWhoseTheyAre() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    int ours =
        ask(
            session,
            connection ->
                number(
                    connection,
                    "SELECT COUNT(*) FROM V$SESSION WHERE USERNAME = '%s'"
                            .formatted(server.username())
                        + " AND PROGRAM = 'Signalbox' AND MODULE = 'Signalbox'"));
    assertThat(ours).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT * FROM NO_SUCH_TABLE", "SELECT NO_SUCH_COLUMN FROM DUAL"})
  void aStatementThatCannotBeIsAFailureWithItsCode(String sql) throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    assertThatThrownBy(() -> ask(session, connection -> number(connection, sql)))
        .satisfies(
            failure -> {
              Diagnosis diagnosis = OracleFailures.diagnose(failure, server.url());
              assertThat(diagnosis.code())
                  .contains(sql.contains("TABLE") ? "ORA-00942" : "ORA-00904");
            });
    session.ping(Deadline.in(LIMIT));
  }

  @Test
  void valuesOfEveryTypeComeBackAsTheyWere() throws Exception {
    server.createTable(
        "CONTRACT_TYPES",
        "ID NUMBER(38) PRIMARY KEY, AMOUNT NUMBER, NAME VARCHAR2(4000), CODE CHAR(5), ON_DAY DATE,"
            + " T0 TIMESTAMP(0), T6 TIMESTAMP(6), T9 TIMESTAMP(9), Z TIMESTAMP(6) WITH TIME ZONE,"
            + " B RAW(2000)");
    LocalDateTime time = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 123_456_789);
    OffsetDateTime zoned = OffsetDateTime.parse("2026-03-29T02:30:00.5+05:30");
    BigDecimal id = new BigDecimal("9".repeat(38));
    BigDecimal amount = new BigDecimal("-1.0000000000000000000000000000000000001");
    DatabaseSession session = trial.connected(DatabaseSession.class);
    ask(
        session,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO CONTRACT_TYPES VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBigDecimal(1, id);
            insert.setBigDecimal(2, amount);
            insert.setString(3, "Grüße, 世界 " + "x".repeat(3_900));
            insert.setString(4, "ab");
            insert.setObject(5, time.withNano(0));
            insert.setObject(6, time.withNano(0));
            insert.setObject(7, time.withNano(123_456_000));
            insert.setObject(8, time);
            insert.setObject(9, zoned);
            insert.setBytes(10, new byte[] {0, 1, -1});
            return insert.executeUpdate();
          }
        });
    server.execute("INSERT INTO CONTRACT_TYPES(ID) VALUES (1)");
    ask(
        session,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery("SELECT * FROM CONTRACT_TYPES ORDER BY ID DESC")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBigDecimal(1)).isEqualTo(id);
            assertThat(row.getBigDecimal(2)).isEqualByComparingTo(amount);
            assertThat(row.getString(3)).startsWith("Grüße, 世界 x").hasSize(3_910);
            assertThat(row.getString(4)).isEqualTo("ab   ");
            assertThat(row.getObject(5, LocalDateTime.class)).isEqualTo(time.withNano(0));
            assertThat(row.getObject(6, LocalDateTime.class)).isEqualTo(time.withNano(0));
            assertThat(row.getObject(7, LocalDateTime.class)).isEqualTo(time.withNano(123_456_000));
            assertThat(row.getObject(8, LocalDateTime.class)).isEqualTo(time);
            assertThat(row.getObject(9, OffsetDateTime.class)).isEqualTo(zoned);
            assertThat(row.getBytes(10)).containsExactly(0, 1, -1);
            assertThat(row.next()).isTrue();
            for (int column = 2; column <= 10; column++) {
              assertThat(row.getObject(column)).isNull();
            }
            return row.next();
          }
        });
  }

  @Test
  void theOldestOpenTransactionIsSeenUntilItEnds() throws Exception {
    server.createTable("CONTRACT_OPEN", "ID NUMBER(19) PRIMARY KEY");
    String open =
        "SELECT COUNT(*) FROM GV$TRANSACTION T JOIN GV$SESSION S ON S.TADDR = T.ADDR"
            + " AND S.INST_ID = T.INST_ID WHERE T.STATUS = 'ACTIVE' AND S.USERNAME = '%s'"
                .formatted(server.username());
    DatabaseSession session = trial.connected(DatabaseSession.class);
    try (Connection writer = server.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO CONTRACT_OPEN VALUES (1)");
      int now = ask(session, connection -> number(connection, open));
      assertThat(now).isOne();
      writer.rollback();
    }
    int then = ask(session, connection -> number(connection, open));
    assertThat(then).isZero();
  }

  @Test
  void aRunningStatementIsCancelledAndTheSessionGoesOn() throws Exception {
    String endless = createEndlessQuery();
    DatabaseSession session = trial.connected(DatabaseSession.class);
    Stopwatch stopwatch = Stopwatch.begun();
    String code =
        ask(
            session,
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                assertThatThrownBy(() -> statement.executeQuery(endless).next())
                    .satisfies(e -> assertThat(codes(e)).contains(1013));
              }
              return Integer.toString(number(connection, "SELECT 7 FROM DUAL"));
            });
    assertThat(code).isEqualTo("7");
    assertThat(stopwatch.elapsed()).isLessThan(LIMIT);
  }

  private static List<Integer> codes(Throwable failure) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(e -> ((SQLException) e).getErrorCode())
        .toList();
  }

  private String createEndlessQuery() throws SQLException {
    server.createTable("CONTRACT_MANY", "ID NUMBER(19) PRIMARY KEY");
    try (Connection connection = server.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO CONTRACT_MANY VALUES (?)")) {
      for (int id = 0; id < MANY; id++) {
        insert.setInt(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return "SELECT COUNT(*) FROM CONTRACT_MANY A, CONTRACT_MANY B, CONTRACT_MANY C"
        + " WHERE MOD(A.ID + B.ID * C.ID, 7) = 3";
  }

  @Test
  void closingWhileAStatementRunsLeavesNoSession() throws Exception {
    String endless = createEndlessQuery();
    DatabaseSession session = trial.connected(DatabaseSession.class);
    Leftovers before = Leftovers.baseline();
    Thread busy =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThatThrownBy(
                            () -> ask(session, connection -> number(connection, endless)))
                        .isInstanceOf(SQLException.class));
    await().until(() -> server.sessions() > 0);
    assertThat(trial.disconnected()).isLessThan(Duration.ofSeconds(3));
    assertThat(busy.join(LIMIT)).isTrue();
    before.assertNoThreads();
    await().until(() -> server.sessions() == 0);
  }

  @Test
  void cancelledConnectsLeaveNoSession() throws Exception {
    trial.connected(DatabaseSession.class);
    trial.disconnected();
    for (int i = 0; i < CANCELS; i++) {
      trial.supervisor().connect(Askers.TEST);
      LockSupport.parkNanos(Duration.ofMillis(i).toNanos());
      if (!trial.supervisor().cancel(Askers.TEST).isAccepted()) {
        trial.supervisor().disconnect(Askers.TEST);
      }
      trial.await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
    }
    await().until(() -> server.sessions() == 0);
  }
}
