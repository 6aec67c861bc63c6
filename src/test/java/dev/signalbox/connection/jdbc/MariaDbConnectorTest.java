package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MariaDbConnectorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static MariaDbServer server;
  private EndpointTrial trial;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void begin() {
    trial = new EndpointTrial(TrialSettings.mariaDb(server));
  }

  @AfterEach
  void end() throws Exception {
    server.resume();
    trial.close();
  }

  private static Failure failed(String url, String user, Secret password) throws Exception {
    try (EndpointTrial other = new EndpointTrial(TrialSettings.mariaDb(url, user, password))) {
      return other.failed();
    }
  }

  /** Occupies connections with statements that take a minute. */
  private static List<Busy> occupy(DatabaseSession session, int count) throws Exception {
    List<Busy> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Busy(session));
    }
    await().until(() -> sleeping() == count);
    return all;
  }

  private static long sleeping() throws SQLException {
    return server.processList().stream().filter(s -> s.statement().contains("SLEEP(60)")).count();
  }

  /** One borrower of a connection, and whether an interrupt was left on its thread. */
  private static final class Busy {
    private final DatabaseSession session;
    private volatile boolean failed;
    private volatile boolean interruptLeft;
    private final Thread thread = Thread.ofVirtual().name("busy borrower").unstarted(this::run);

    Busy(DatabaseSession session) {
      this.session = session;
      thread.start();
    }

    private void run() {
      try {
        session.call(
            Deadline.in(SECOND),
            c -> {
              try (Statement statement = c.createStatement()) {
                return statement.execute("SELECT SLEEP(60)");
              }
            });
      } catch (SQLException e) {
        failed = true;
      }
      interruptLeft = Thread.currentThread().isInterrupted();
    }

    void assertSentHome() throws InterruptedException {
      assertThat(thread.join(SECOND)).isTrue();
      assertThat(failed).isTrue();
      assertThat(interruptLeft).isFalse();
    }
  }

  @Test
  void connectsWorksAndClosesLeavingNothing() throws Exception {
    trial.connected(DatabaseSession.class);
    trial.disconnected();
    Leftovers before = Leftovers.baseline();
    DatabaseSession session = trial.connected(DatabaseSession.class);
    assertThat(session.kind()).isEqualTo(DatabaseKind.MARIADB);
    session.ping(Deadline.in(SECOND));
    int one =
        session.call(
            Deadline.in(SECOND),
            connection -> {
              assertThat(connection.getAutoCommit()).isTrue();
              try (Statement statement = connection.createStatement();
                  ResultSet rows = statement.executeQuery("SELECT 1")) {
                rows.next();
                return rows.getInt(1);
              }
            });
    assertThat(one).isOne();
    assertThat(trial.disconnected()).isLessThan(SECOND);
    before.assertNoThreads();
    Leftovers.assertNoSocketTo(server.port());
    await().until(() -> server.processList().isEmpty());
  }

  @Test
  void theWholeMachinesLoginTimeoutIsLeftAlone() throws Exception {
    int before = DriverManager.getLoginTimeout();
    DriverManager.setLoginTimeout(17);
    try {
      trial.connected(DatabaseSession.class);
      assertThat(DriverManager.getLoginTimeout()).isEqualTo(17);
    } finally {
      DriverManager.setLoginTimeout(before);
    }
  }

  @Test
  void theProbedConnectionIsThePoolsFirst() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    session.ping(Deadline.in(SECOND));
    assertThat(Leftovers.socketsTo(server.port())).hasSize(1);
  }

  @Test
  void anOrderlyCloseEndsStatementsOnTheServerToo() throws Exception {
    List<Busy> busy = occupy(trial.connected(DatabaseSession.class), 3);
    assertThat(trial.disconnected()).isLessThan(Duration.ofSeconds(2));
    for (Busy each : busy) {
      each.assertSentHome();
    }
    Leftovers.assertNoSocketTo(server.port());
    await().atMost(Duration.ofSeconds(2)).until(() -> server.processList().isEmpty());
  }

  @Test
  void aFrozenPeerWithBusyConnectionsIsClosedAtOnce() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    Leftovers before = Leftovers.baseline();
    List<Busy> busy = occupy(session, 3);
    server.suspend();
    trial.await(s -> s.state() instanceof ConnectionState.Stale);
    Duration closed = trial.disconnected();
    System.out.println("MariaDB: close of a frozen peer, 3 busy: " + closed.toMillis() + " ms");
    assertThat(closed).isLessThan(SECOND);
    for (Busy each : busy) {
      each.assertSentHome();
    }
    before.assertNoThreads();
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aClosedSessionRefusesCalls() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    trial.disconnected();
    assertThatThrownBy(() -> session.ping(Deadline.in(SECOND)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("closing");
  }

  @Test
  void waitingForAFreeConnectionEndsAtTheDeadline() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    List<Busy> busy = occupy(session, 4);
    Instant begun = Instant.now();
    assertThatThrownBy(() -> session.call(Deadline.in(Duration.ofMillis(300)), c -> c))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("all 4 connections are in use, none came back within 0.3 seconds")
        .hasMessageContaining("4 active, 0 idle");
    assertThat(Duration.between(begun, Instant.now()))
        .isBetween(Duration.ofMillis(250), Duration.ofSeconds(2));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    trial.disconnected();
    for (Busy each : busy) {
      each.assertSentHome();
    }
  }

  @Test
  void aConnectToAFrozenServerIsCancelled() throws Exception {
    Leftovers.assertNoSocketTo(server.port());
    server.suspend();
    trial.supervisor().connect(Askers.TEST);
    await().until(() -> !Leftovers.socketsTo(server.port()).isEmpty());
    assertThat(trial.cancelled()).isLessThan(SECOND);
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aServerThatIsGoneMakesTheSessionStaleAndIsFoundAgain() throws Exception {
    trial.connected(DatabaseSession.class);
    server.kill();
    Failure cause =
        ((ConnectionState.Stale)
                trial.await(s -> s.state() instanceof ConnectionState.Stale).state())
            .cause();
    assertThat(cause.kind()).as(cause.details()).isIn(FailureKind.REFUSED, FailureKind.UNREACHABLE);
    server.restart();
    trial.await(s -> s.state() instanceof ConnectionState.Connected);
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailure() throws Exception {
    Failure failure = failed(server.url(), server.app().user(), Secret.of("wrong-one"));
    assertThat(failure.kind()).isEqualTo(FailureKind.AUTHENTICATION);
    assertThat(failure.code()).contains("1045");
    assertThat(failure.details()).doesNotContain("wrong-one");
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void anUnknownDatabaseIsAnUnknownService() throws Exception {
    Failure failure =
        failed(
            "127.0.0.1:" + server.port() + "/nowhere",
            server.administrator().user(),
            Secret.of(server.administrator().password()));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN_SERVICE);
    assertThat(failure.code()).contains("1049");
  }
}
