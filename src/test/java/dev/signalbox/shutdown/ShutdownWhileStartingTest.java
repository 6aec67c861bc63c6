package dev.signalbox.shutdown;

import static dev.signalbox.shutdown.ShutdownTrial.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedConnector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a connect or a start that is under way when the program ends. */
@Timeout(60)
class ShutdownWhileStartingTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final ShutdownReason TERM = new ShutdownReason.Signal(15);
  private static final Verdict CLOSING = new Verdict.Refused("Signalbox is closing");
  private static final String LATE_NATS =
      "INFO Connected to NATS at [peer:1]  (late, closed after N s)";
  private static final String EXITING = "WARN Shutdown requested during initialization, exiting...";

  @Test
  void anAttemptThatSucceedsLateIsClosed() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial.natsPeer.ignoreInterrupts();
      trial.nats.connect(Askers.TEST);
      ScriptedConnector.Call call = trial.natsPeer.awaitCall();
      call.scope().whenAbandoned(call::succeed);

      result(trial.coordinator.shutdown(TERM));

      assertThat(trial.natsPeer.count().opened()).isEqualTo(1);
      assertThat(trial.natsPeer.count().closed()).isEqualTo(1);
      assertThat(trial.natsPeer.count().closedInterrupted()).isZero();
      assertThat(trial.log())
          .containsSubsequence(
              "INFO Received signal 15, shutting down...",
              LATE_NATS,
              EXITING,
              "INFO Starting graceful shutdown...",
              "INFO MariaDB connection pool not established, nothing to close");
    }
  }

  @Test
  void anAttemptThatSucceedsWhileTheOthersCloseIsReportedToo() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial.natsPeer.ignoreInterrupts();
      trial.nats.connect(Askers.TEST);
      ScriptedConnector.Call call = trial.natsPeer.awaitCall();
      Gate gate = trial.connected(trial.mariaDb, trial.mariaDbPeer).hangOnClose();
      CompletableFuture<ShutdownReport> shutdown = trial.coordinator.shutdown(TERM);
      // The step that settles attempts is over by then.
      await().until(() -> trial.log().contains("INFO Releasing MariaDB connection pool..."));

      call.succeed();

      await().until(() -> trial.log().contains(EXITING));
      gate.open();
      result(shutdown);
      assertThat(trial.natsPeer.count().closed()).isEqualTo(1);
      assertThat(trial.log())
          .containsSubsequence("INFO Releasing MariaDB connection pool...", LATE_NATS, EXITING)
          .filteredOn(EXITING::equals)
          .hasSize(1);
    }
  }

  @Test
  void anAttemptUnderWayIsCancelled() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial.mariaDb.connect(Askers.TEST);
      trial.mariaDbPeer.awaitCall();

      result(trial.coordinator.shutdown(TERM));

      trial.await(trial.mariaDb, Off.class::isInstance);
      assertThat(trial.mariaDbPeer.count().opened()).isZero();
      assertThat(trial.log())
          .containsSubsequence(
              "INFO Starting graceful shutdown...",
              "INFO NATS connection not established, nothing to close",
              "INFO MariaDB connect cancelled after N s (phase login)",
              "INFO MariaDB connection pool not established, nothing to close");
    }
  }

  @Test
  void aStartUnderWayIsAbandoned() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.inProduction()) {
      trial.coordinator.arm(Askers.TEST);
      assertThat(trial.coordinator.start("txlog", Askers.TEST)).isEqualTo(new Verdict.Accepted());
      trial.natsPeer.awaitCall();

      ShutdownReport report = result(trial.coordinator.shutdown(TERM));

      assertThat(report.steps()).allMatch(Step::complete);
      assertThat(trial.coordinator.start("txlog", Askers.TEST)).isEqualTo(CLOSING);
      assertThat(trial.natsPeer.count().opened()).isZero();
      assertThat(trial.log())
          .containsSubsequence(
              "INFO Received signal 15, shutting down...", "INFO Starting graceful shutdown...")
          .noneMatch(line -> line.startsWith("ERROR"));
    }
  }
}
