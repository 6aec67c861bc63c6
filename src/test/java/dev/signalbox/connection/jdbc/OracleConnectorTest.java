package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.oracle.Misbehaviour;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.oracle.Phase;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OracleConnectorTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private OracleStandIn oracle;
  private EndpointTrial trial;

  @BeforeEach
  void begin() throws Exception {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    trial = new EndpointTrial(TrialSettings.oracle(oracle.url(), "app", Secret.of("tiger")));
  }

  @AfterEach
  void end() throws Exception {
    oracle.behave();
    trial.close();
    oracle.close();
  }

  @Test
  void connectsWorksAndClosesLeavingNothing() throws Exception {
    trial.connected(DatabaseSession.class);
    trial.disconnected();
    Leftovers before = Leftovers.baseline();
    DatabaseSession session = trial.connected(DatabaseSession.class);
    assertThat(session.kind()).isEqualTo(DatabaseKind.ORACLE);
    session.ping(Deadline.in(SECOND));
    assertThat(oracle.holdings().sessions()).isOne();
    assertThat(trial.disconnected()).isLessThan(SECOND);
    before.assertNoThreads();
    Leftovers.assertNoSocketTo(oracle.port());
    await().until(() -> oracle.holdings().sockets() == 0);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TCP_ACCEPTED",
        "CONNECT",
        "PROTOCOL",
        "DATA_TYPES",
        "AUTH_SESSKEY",
        "AUTH_PASSWORD"
      })
  void aConnectIsCancelledInEveryPhase(Phase phase) throws Exception {
    oracle.misbehave(phase, new Misbehaviour.StopReplying());
    trial.supervisor().connect(Askers.TEST);
    await().until(() -> oracle.arrivals(phase) > 0);
    assertThat(trial.cancelled()).isLessThan(SECOND);
    Leftovers.assertNoSocketTo(oracle.port());
  }

  @Test
  void aFrozenPeerWithABusyConnectionIsClosedAtOnce() throws Exception {
    DatabaseSession session = trial.connected(DatabaseSession.class);
    Leftovers before = Leftovers.baseline();
    oracle.misbehave(Phase.EXECUTE, new Misbehaviour.StopReplying());
    oracle.misbehave(Phase.PING, new Misbehaviour.StopReplying());
    int executed = oracle.arrivals(Phase.EXECUTE);
    Thread busy = Thread.ofVirtual().name("busy borrower").start(() -> query(session));
    await().until(() -> oracle.arrivals(Phase.EXECUTE) > executed);
    trial.await(s -> s.state() instanceof ConnectionState.Stale);
    Duration closed = trial.disconnected();
    System.out.println("Oracle: close of a frozen peer, 1 busy: " + closed.toMillis() + " ms");
    assertThat(closed).isLessThan(SECOND);
    assertThat(busy.join(SECOND)).isTrue();
    before.assertNoThreads();
    Leftovers.assertNoSocketTo(oracle.port());
  }

  private static void query(DatabaseSession session) {
    try {
      session.call(
          Deadline.in(SECOND),
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("SELECT 1 FROM DUAL");
            }
          });
      throw new AssertionError("The statement was answered");
    } catch (SQLException e) {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void aDatabaseThatIsRestartedBehindItsListenerIsStaleUntilItIsBack() throws Exception {
    trial.connected(DatabaseSession.class);
    oracle.misbehave(Phase.CONNECT, new Misbehaviour.Fail(12514));
    oracle.misbehave(Phase.PING, new Misbehaviour.Close());
    var down =
        trial.await(
            s -> s.state() instanceof ConnectionState.Stale && causeOf(s).contains("12514"));
    assertThat(causeOf(down)).contains("ORA-12514");
    oracle.behave();
    trial.await(s -> s.state() instanceof ConnectionState.Connected);
  }

  private static String causeOf(ConnectionSnapshot snapshot) {
    return switch (snapshot.state()) {
      case ConnectionState.Stale s -> s.cause().oneLine();
      case ConnectionState.Failed f -> throw new AssertionError("Failed: " + f.cause().oneLine());
      default -> "";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "12514, UNKNOWN_SERVICE",
    "12505, UNKNOWN_SERVICE",
    "12516, REFUSED",
    "12520, REFUSED",
    "12528, REFUSED",
  })
  void theListenersRefusalIsExplained(int code, FailureKind kind) throws Exception {
    oracle.misbehave(Phase.CONNECT, new Misbehaviour.Fail(code));
    assertExplained(trial.failed(), code, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1017, AUTHENTICATION",
    "28000, AUTHENTICATION",
    "28001, AUTHENTICATION",
    "1033, REFUSED",
  })
  void theServersRefusalIsExplained(int code, FailureKind kind) throws Exception {
    oracle.misbehave(Phase.AUTH_PASSWORD, new Misbehaviour.Fail(code));
    assertExplained(trial.failed(), code, kind);
  }

  private void assertExplained(Failure failure, int code, FailureKind kind) {
    assertThat(failure.kind()).as(failure.details()).isEqualTo(kind);
    assertThat(failure.code()).contains("ORA-%05d".formatted(code));
    assertThat(failure.message()).doesNotContain("\n");
    Leftovers.assertNoSocketTo(oracle.port());
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailure() throws Exception {
    try (EndpointTrial other =
        new EndpointTrial(TrialSettings.oracle(oracle.url(), "app", Secret.of("lion")))) {
      assertExplained(other.failed(), 1017, FailureKind.AUTHENTICATION);
    }
  }

  @Test
  void aCutLoginIsUnreachable() throws Exception {
    oracle.misbehave(Phase.AUTH_PASSWORD, new Misbehaviour.Close());
    Failure failure = trial.failed();
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNREACHABLE);
  }
}
