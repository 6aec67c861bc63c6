package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.LiveThreads;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OracleConnectTest {
  private static OracleStandIn.Builder builder() {
    return OracleStandIn.builder().user("APP", "tiger");
  }

  private static void assertUsable(OracleStandIn oracle, String user, String password)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(oracle.jdbcUrl(), user, password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1, RPAD('x', 3000, 'y') FROM DUAL")) {
      assertThat(connection.isValid(2)).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isOne();
      assertThat(rows.getString(2)).hasSize(3000).startsWith("xyyy");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void logsInWithTheNewerVerifier() throws Exception {
    try (OracleStandIn oracle = builder().start()) {
      assertUsable(oracle, "APP", "tiger");
    }
  }

  @Test
  void logsInWithTheOlderVerifier() throws Exception {
    try (OracleStandIn oracle = builder().verifier11g().start()) {
      assertUsable(oracle, "APP", "tiger");
    }
  }

  @Test
  void userNamesHaveNoCaseAndPasswordsAnyCharacter() throws Exception {
    try (OracleStandIn oracle = builder().user("reader", "Grüße \"€\" 🚂").start()) {
      assertUsable(oracle, "Reader", "Grüße \"€\" 🚂");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 2048, 65_535, 2_097_152})
  void messagesSpanPacketsOfAnySize(int sessionDataUnit) throws Exception {
    try (OracleStandIn oracle = builder().verifier11g().sessionDataUnit(sessionDataUnit).start()) {
      assertUsable(oracle, "APP", "tiger");
    }
  }

  @Test
  void negotiatesNativeEncryptionAndUsesNone() throws Exception {
    try (OracleStandIn oracle = builder().nativeServices().start()) {
      assertUsable(oracle, "APP", "tiger");
      assertThat(oracle.arrivals(Phase.ANO)).isOne();
    }
  }

  @Test
  void connectDataMayFillAPacketOfItsOwn() throws Exception {
    String service = "S".repeat(300);
    try (OracleStandIn oracle = builder().service(service).start()) {
      assertUsable(oracle, "APP", "tiger");
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreToldTheSame() throws Exception {
    for (boolean older : new boolean[] {false, true}) {
      OracleStandIn.Builder settings = older ? builder().verifier11g() : builder();
      try (OracleStandIn oracle = settings.start()) {
        assertRefused(oracle.jdbcUrl(), "APP", "tigre", 1017);
        assertRefused(oracle.jdbcUrl(), "NOBODY", "NOBODY", 1017);
        awaitNothingHeld(oracle);
      }
    }
  }

  @Test
  void unknownServicesAndIdentifiersAreRefused() throws Exception {
    try (OracleStandIn oracle = builder().start()) {
      String address = "jdbc:oracle:thin:@//127.0.0.1:" + oracle.port();
      assertRefused(address + "/NOSUCH", "APP", "tiger", 12514);
      assertRefused(
          "jdbc:oracle:thin:@127.0.0.1:" + oracle.port() + ":NOSUCH", "APP", "tiger", 12505);
      awaitNothingHeld(oracle);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12514, 12505, 12516, 12520, 12528})
  void theListenerRefusesOnCommand(int code) throws Exception {
    try (OracleStandIn oracle = builder().start()) {
      oracle.misbehave(Phase.CONNECT, new Misbehaviour.Fail(code));
      assertRefused(oracle.jdbcUrl(), "APP", "tiger", code);
      oracle.behave();
      assertUsable(oracle, "APP", "tiger");
    }
  }

  @Test
  void namesItselfAStandInWhereverAPersonLooks() throws Exception {
    try (OracleStandIn oracle = builder().start();
        Connection connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT BANNER FROM V$VERSION")) {
      assertThat(connection.getMetaData().getDatabaseProductVersion())
          .startsWith("Oracle stand-in");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).startsWith("Oracle stand-in");
    }
  }

  @Test
  void countsWhatItHoldsAndForgetsWhatIsClosed() throws Exception {
    try (OracleStandIn oracle = builder().start()) {
      oracle.execute("CREATE TABLE APP.T(A NUMBER)");
      try (Connection connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.executeUpdate("INSERT INTO T VALUES(1)");
        assertThat(oracle.holdings()).isEqualTo(new Holdings(1, 1, 1, 1));
        connection.rollback();
        assertThat(oracle.holdings().transactions()).isZero();
      }
      awaitNothingHeld(oracle);
    }
  }

  @Test
  void closingLeavesNoThreadAndNoPort() throws Exception {
    OracleStandIn oracle = builder().start();
    Connection left = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
    oracle.misbehave(Phase.PING, new Misbehaviour.StopReplying());
    FutureTask<Boolean> ping = new FutureTask<>(() -> left.isValid(30));
    Thread.ofVirtual().start(ping);
    await().atMost(Duration.ofSeconds(5)).until(() -> oracle.arrivals(Phase.PING) == 1);
    oracle.close();
    assertThat(ping.get(5, TimeUnit.SECONDS)).isFalse();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), oracle.port()))
        .isInstanceOf(ConnectException.class);
    assertThat(LiveThreads.named("oracle-stand-in-" + oracle.port())).isEmpty();
    // The driver keeps a socket whose server has gone until it is told that nobody needs it.
    left.abort(Runnable::run);
    Leftovers.assertNoSocketTo(oracle.port());
  }

  static void assertRefused(String url, String user, String password, int code) {
    assertThatThrownBy(() -> DriverManager.getConnection(url, user, password).close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
  }

  static void awaitNothingHeld(OracleStandIn oracle) {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(oracle.holdings()).isEqualTo(Holdings.NONE));
  }
}
