package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Thorough;
import dev.signalbox.testing.TrialSettings;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pool whose only connection is lent for longer than a heartbeat waits. */
@Timeout(120)
class BusyPoolTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final List<String> states = new CopyOnWriteArrayList<>();
  private MariaDbServer server;
  private EndpointTrial trial;
  private DatabaseSession session;

  @BeforeEach
  void begin() throws Exception {
    server = MariaDbServer.start();
    trial = new EndpointTrial(TrialSettings.withPoolSize(TrialSettings.mariaDb(server), 1));
    session = trial.connected(DatabaseSession.class);
    trial.await(s -> s.state() instanceof ConnectionState.Connected c && c.latency().isPresent());
    trial.supervisor().addListener(s -> states.add(s.state().getClass().getSimpleName()));
  }

  @AfterEach
  void end() throws Exception {
    server.resume();
    trial.close();
    server.close();
  }

  private Thread borrow(int seconds) {
    Thread borrower =
        Thread.ofVirtual()
            .name("busy borrower")
            .start(() -> query("SELECT SLEEP(" + seconds + ")"));
    await().until(session::isBusy);
    return borrower;
  }

  private void query(String sql) {
    try {
      session.call(
          Deadline.in(LIMIT),
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute(sql);
            }
          });
    } catch (SQLException e) {
      states.add("query ended: " + e.getMessage());
    }
  }

  @Test
  void staysConnectedAndIsProvenOnceItIsFree() throws Exception {
    // Longer than an interval and a timeout together: at least one whole beat falls into it.
    borrow(4).join();

    assertThat(session.isBusy()).isFalse();
    session.ping(Deadline.in(LIMIT));
    assertThat(states).containsOnly("Connected");
  }

  @Test
  void howMuchOfThePoolIsInUseIsKnownAlsoWhileItIsBusy() throws Exception {
    assertThat(trial.supervisor().snapshot().pool()).contains(new PoolUse(0, 1, 0, 1));

    Thread borrower = borrow(4);

    trial.await(s -> s.pool().filter(use -> use.active() == 1 && use.idle() == 0).isPresent());
    borrower.join();
    trial.await(s -> s.pool().equals(Optional.of(new PoolUse(0, 1, 0, 1))));
  }

  @Test
  void aFrozenPeerIsNoticedWhenTheBorrowersLimitEndsItsCall() throws Exception {
    Thread borrower = borrow(60);
    server.suspend();
    assertThatThrownBy(() -> session.ping(Deadline.in(LIMIT)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("all 1 connections are in use");
    assertThat(states).containsOnly("Connected");

    borrower.interrupt();

    trial.await(s -> s.state() instanceof ConnectionState.Stale);
  }

  /** A pool that a silent server has left empty is not a full one. */
  @Test
  void aSilentServerIsNotCalledAFullPool() throws Exception {
    server.suspend();
    ConnectionSnapshot stale = trial.await(s -> s.state() instanceof ConnectionState.Stale);
    trial.await(
        s ->
            s.state()
                    .failure()
                    .filter(f -> f.message().startsWith("the server does not"))
                    .isPresent()
                && s.state().failure().orElseThrow().kind() == FailureKind.TIMED_OUT);
    assertThat(stale.state().connectedTo()).isPresent();
  }

  @Thorough
  @Test
  void aPingsOwnConnectionDoesNotMakeItBusy() throws Exception {
    server.suspend();
    trial.await(s -> s.state() instanceof ConnectionState.Stale);
    assertThat(session.isBusy()).isFalse();
  }
}
