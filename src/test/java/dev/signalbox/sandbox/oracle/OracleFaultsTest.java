package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class OracleFaultsTest {
  /** Before a client takes silence for an end. */
  private static final Duration PROMPT = Duration.ofMillis(300);

  /** Where the answer comes, and a busy machine may be slow with it. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private OracleStandIn oracle;

  @BeforeEach
  void start() throws IOException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    oracle.execute("CREATE TABLE APP.T(A NUMBER)");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    oracle.behave();
    OracleConnectTest.awaitNothingHeld(oracle);
    oracle.close();
  }

  private Connection connect() throws SQLException {
    return connect(PROMPT);
  }

  private Connection connect(Duration patience) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "APP");
    properties.setProperty("password", "tiger");
    properties.setProperty("oracle.jdbc.ReadTimeout", Long.toString(patience.toMillis()));
    return DriverManager.getConnection(oracle.jdbcUrl(), properties);
  }

  /** A client's whole life, each phase once; what it was told at its end. */
  private String life() throws SQLException {
    return life(PROMPT);
  }

  private String life(Duration patience) throws SQLException {
    Connection connection = connect(patience);
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (!connection.isValid(1)) {
        throw new SQLException("not valid");
      }
      statement.executeUpdate("INSERT INTO T VALUES(1)");
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
        rows.next();
      }
      connection.commit();
      connection.rollback();
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
    connection.close();
    return "complete";
  }

  static Stream<Phase> phasesWithoutTheQueue() {
    return Stream.of(Phase.values()).filter(phase -> phase != Phase.TCP_BACKLOG);
  }

  @ParameterizedTest
  @MethodSource("phasesWithoutTheQueue")
  void silenceEndsInAnErrorAndLeavesNothing(Phase phase) {
    oracle.misbehave(phase, new Misbehaviour.StopReplying());
    assertThat(catchThrowableOfType(SQLException.class, this::life).getErrorCode())
        .as("error of the driver at %s", phase)
        .isNotEqualTo(1017);
    assertThat(oracle.arrivals(phase)).isOne();
    OracleConnectTest.awaitNothingHeld(oracle);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      mode = Mode.EXCLUDE,
      names = {"TCP_BACKLOG", "TCP_ACCEPTED"})
  void halfAReplyEndsInAnErrorAndLeavesNothing(Phase phase) {
    oracle.misbehave(phase, new Misbehaviour.ReplyHalf());
    assertThatThrownBy(this::life).isInstanceOf(SQLException.class);
    OracleConnectTest.awaitNothingHeld(oracle);
  }

  @ParameterizedTest
  @MethodSource("phasesWithoutTheQueue")
  void aClosedConnectionEndsInAnError(Phase phase) {
    oracle.misbehave(phase, new Misbehaviour.Close());
    assertThatThrownBy(this::life).isInstanceOf(SQLException.class);
    OracleConnectTest.awaitNothingHeld(oracle);
  }

  @ParameterizedTest
  @MethodSource("phasesWithoutTheQueue")
  void aSlowReplyIsStillAReply(Phase phase) throws SQLException {
    oracle.misbehave(phase, new Misbehaviour.ReplySlowly(Duration.ofMillis(100)));
    long start = System.nanoTime();
    assertThat(life(PATIENT)).isEqualTo("complete");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
    assertThat(oracle.arrivals(phase)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("phasesWithoutTheQueue")
  void aDribbledReplyIsStillAReply(Phase phase) throws SQLException {
    oracle.misbehave(phase, new Misbehaviour.Dribble(Duration.ofMillis(1)));
    assertThat(life(PATIENT)).isEqualTo("complete");
  }

  @Test
  void aFullQueueAnswersNobodyUntilItIsReleased() throws Exception {
    oracle.misbehave(Phase.TCP_BACKLOG, new Misbehaviour.StopReplying());
    Properties properties = new Properties();
    properties.setProperty("user", "APP");
    properties.setProperty("password", "tiger");
    properties.setProperty("oracle.net.CONNECT_TIMEOUT", "500");
    SQLException error =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(oracle.jdbcUrl(), properties));
    assertThat(error.getErrorCode()).isEqualTo(12170);
    assertThat(oracle.holdings()).isEqualTo(Holdings.NONE);
    oracle.behave();
    assertThat(life()).isEqualTo("complete");
  }

  @Test
  void aThawedServerGoesOnWhereItStood() throws Exception {
    oracle.misbehave(Phase.AUTH_PASSWORD, new Misbehaviour.StopReplying());
    FutureTask<Boolean> connected =
        new FutureTask<>(
            () -> {
              try (Connection connection =
                  DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger")) {
                return connection.isValid(2);
              }
            });
    Thread.ofVirtual().start(connected);
    await().atMost(Duration.ofSeconds(5)).until(() -> oracle.arrivals(Phase.AUTH_PASSWORD) == 1);
    assertThat(oracle.holdings()).isEqualTo(new Holdings(1, 0, 0, 0));
    oracle.behave();
    assertThat(connected.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptedConnectLeavesNothing() throws Exception {
    oracle.misbehave(Phase.AUTH_SESSKEY, new Misbehaviour.StopReplying());
    FutureTask<SQLException> connecting =
        new FutureTask<>(
            () ->
                catchThrowableOfType(
                    SQLException.class,
                    () -> DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger")));
    Thread client = Thread.ofVirtual().start(connecting);
    await().atMost(Duration.ofSeconds(5)).until(() -> oracle.arrivals(Phase.AUTH_SESSKEY) == 1);
    client.interrupt();
    assertThat(connecting.get(2, TimeUnit.SECONDS).getErrorCode()).isEqualTo(17002);
    OracleConnectTest.awaitNothingHeld(oracle);
  }

  @Test
  void whetherALostCommitTookPlaceDependsOnTheFault() throws SQLException {
    commitUnder(new Misbehaviour.Close());
    assertThat(rows()).isZero();
    commitUnder(new Misbehaviour.StopReplying());
    assertThat(rows()).isZero();
    commitUnder(new Misbehaviour.CloseAfterWork());
    assertThat(rows()).isOne();
    commitUnder(new Misbehaviour.ReplyHalf());
    assertThat(rows()).isEqualTo(2);
  }

  private void commitUnder(Misbehaviour misbehaviour) throws SQLException {
    oracle.misbehave(Phase.COMMIT, misbehaviour);
    // Neither is closed in good order: closing fails as well once the driver knows of the loss.
    Connection connection = connect();
    connection.setAutoCommit(false);
    connection.createStatement().executeUpdate("INSERT INTO T VALUES(1)");
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    connection.abort(Runnable::run);
    OracleConnectTest.awaitNothingHeld(oracle);
    oracle.behave();
  }

  private int rows() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM T")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
