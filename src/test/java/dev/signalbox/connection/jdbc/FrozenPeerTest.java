package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.sandbox.oracle.Misbehaviour;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.oracle.Phase;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Gate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A peer that falls silent while nobody works on its connections: nothing is noticed before they
 * are closed. What counts is what is left at the moment at which the end is reported.
 */
class FrozenPeerTest extends FrozenPeersTrial {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int POOL_SIZE = 4;

  /** What a server has to take leave, and a busy machine's second. */
  private static final Duration UNNOTICED = Duration.ofMillis(2200);

  private static final HeartbeatSettings BRISK =
      new HeartbeatSettings(Duration.ofMillis(500), SECOND);

  /** Has the pool open so many connections at least, all of which are idle then. */
  private void fill(DatabaseSession session, int connections) throws Exception {
    CountDownLatch borrowed = new CountDownLatch(connections);
    Gate gate = new Gate();
    List<Thread> borrowers = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      borrowers.add(Thread.ofVirtual().name("borrower").start(() -> hold(session, borrowed, gate)));
    }
    assertThat(borrowed.await(10, TimeUnit.SECONDS)).isTrue();
    gate.open();
    for (Thread borrower : borrowers) {
      borrower.join();
    }
    assertThat(peers.sockets()).isGreaterThanOrEqualTo(connections);
  }

  private static void hold(DatabaseSession session, CountDownLatch borrowed, Gate gate) {
    try {
      session.call(
          Deadline.in(Duration.ofSeconds(10)),
          connection -> {
            borrowed.countDown();
            gate.awaitDeaf();
            return connection;
          });
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"ORACLE, 1", "ORACLE, 3", "MARIADB, 1", "MARIADB, 3"})
  void anIdlePoolIsClosedBeforeItIsNoticed(DatabaseKind kind, int connections) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(peers.settings(kind, FrozenPeers.NO_HEARTBEAT))) {
      fill(trial.connected(DatabaseSession.class), connections);
      peers.freeze();
      Duration closed = trial.disconnected();
      peers.assertNothingLeft();
      report("unnoticed", kind, connections, closed);
      assertThat(closed).isLessThan(UNNOTICED);
    }
  }

  @ParameterizedTest
  @CsvSource({"ORACLE, 1", "ORACLE, 3", "MARIADB, 1", "MARIADB, 3"})
  void aPoolKnownToBeSilentIsClosedAtOnce(DatabaseKind kind, int connections) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(peers.settings(kind, BRISK))) {
      fill(trial.connected(DatabaseSession.class), connections);
      peers.freeze();
      trial.await(s -> s.state() instanceof ConnectionState.Stale);
      Duration closed = trial.disconnected();
      peers.assertNothingLeft();
      report("stale", kind, connections, closed);
      assertThat(closed).isLessThan(SECOND);
    }
  }

  private static void report(String what, DatabaseKind kind, int connections, Duration closed) {
    System.out.printf(
        "%s: close of a frozen peer, %s, %d idle: %d ms%n",
        kind, what, connections, closed.toMillis());
  }

  @Test
  void aServerThatAnswersIsTakenLeaveOf() throws Exception {
    int before = peers.oracle().arrivals(Phase.LOGOFF);
    try (EndpointTrial trial =
        new EndpointTrial(peers.settings(DatabaseKind.ORACLE, FrozenPeers.NO_HEARTBEAT))) {
      // As many as it may have, so that none is being opened.
      fill(trial.connected(DatabaseSession.class), POOL_SIZE);
      assertThat(peers.sockets()).isEqualTo(POOL_SIZE);
      Duration closed = trial.disconnected();
      peers.assertNothingLeft();
      report("healthy", DatabaseKind.ORACLE, POOL_SIZE, closed);
      assertThat(closed).isLessThan(SECOND);
      assertThat(peers.oracle().arrivals(Phase.LOGOFF) - before).isEqualTo(POOL_SIZE);
      await().until(() -> peers.oracle().holdings().sockets() == 0);
    }
  }

  @Test
  void aConnectAndBorrowersUnderWayAreNotWaitedFor() throws Exception {
    OracleStandIn oracle = peers.oracle();
    try (EndpointTrial trial =
        new EndpointTrial(peers.settings(DatabaseKind.ORACLE, FrozenPeers.NO_HEARTBEAT))) {
      DatabaseSession session = trial.connected(DatabaseSession.class);
      fill(session, 1);
      int connects = oracle.arrivals(Phase.CONNECT);
      oracle.misbehave(Phase.CONNECT, new Misbehaviour.StopReplying());
      List<Thread> borrowers = new ArrayList<>();
      for (int i = 0; i < POOL_SIZE; i++) {
        borrowers.add(Thread.ofVirtual().name("borrower").start(() -> work(session)));
      }
      await().until(() -> oracle.arrivals(Phase.CONNECT) > connects);
      Duration closed = trial.disconnected();
      peers.assertNothingLeft();
      report("connecting", DatabaseKind.ORACLE, 1, closed);
      assertThat(closed).isLessThan(SECOND);
      for (Thread borrower : borrowers) {
        assertThat(borrower.join(SECOND)).isTrue();
      }
    } finally {
      oracle.behave();
    }
  }

  private static void work(DatabaseSession session) {
    assertThatThrownBy(
            () ->
                session.call(
                    Deadline.in(Duration.ofSeconds(10)),
                    connection -> {
                      try {
                        new Gate().await();
                      } catch (InterruptedException e) {
                        throw new SQLException(e);
                      }
                      return connection;
                    }))
        .isInstanceOf(SQLException.class);
  }
}
