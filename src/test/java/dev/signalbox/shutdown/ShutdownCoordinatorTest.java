package dev.signalbox.shutdown;

import static dev.signalbox.shutdown.ShutdownTrial.LIMIT_SECONDS;
import static dev.signalbox.shutdown.ShutdownTrial.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The way down with real supervisors: once, in order, bounded, whatever the peers do. */
class ShutdownCoordinatorTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofSeconds(2);

  /**
   * A tenth of a second is for its last words; the rest is what a thread may wait for a processor
   * where more tests run than there are. How soon a program ends is measured at the built one.
   */
  private static final Duration HALT_TOLERANCE = Duration.ofMillis(1500);

  private static final ShutdownReason TERM = new ShutdownReason.Signal(15);
  private static final Verdict CLOSING = new Verdict.Refused("Signalbox is closing");

  @Test
  void everyoneJoinsTheOneShutdown() throws Exception {
    int callers = 16;
    List<ShutdownReason> reasons =
        List.of(TERM, new ShutdownReason.WindowClosed(), new ShutdownReason.Quit());
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      trial.connected(trial.nats, trial.natsPeer);
      // Open until everybody has come.
      Gate flush = trial.hangOnFlush();
      CyclicBarrier together = new CyclicBarrier(callers);
      List<Future<ShutdownReport>> reports =
          IntStream.range(0, callers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            together.await(LIMIT_SECONDS, SECONDS);
                            return result(
                                trial.coordinator.shutdown(reasons.get(i % reasons.size())));
                          }))
              .toList();

      await()
          .untilAsserted(
              () ->
                  assertThat(trial.log())
                      .filteredOn(line -> line.endsWith(" (already closing)"))
                      .hasSize(callers - 1));
      flush.open();
      ShutdownReport first = reports.getFirst().get(LIMIT_SECONDS, SECONDS);
      for (Future<ShutdownReport> report : reports) {
        assertThat(report.get(LIMIT_SECONDS, SECONDS)).isSameAs(first);
      }
      assertThat(trial.natsPeer.count().closed()).isEqualTo(1);
      assertThat(trial.flushes).hasValue(1);
      assertThat(trial.log()).filteredOn("INFO Starting graceful shutdown..."::equals).hasSize(1);
    }
  }

  @Test
  void theReportIsTheLastLineThatTheLogsAreGiven() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      var _ = result(trial.coordinator.shutdown(TERM));

      assertThat(trial.toldBeforeLogsClosed.getLast())
          .startsWith("INFO Shutdown complete in N s")
          .isEqualTo(trial.log().getLast());
    }
  }

  @Test
  void aShutdownThatIsOverIsNotMentionedAgain() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      ShutdownReport report = result(trial.coordinator.shutdown(TERM));
      List<String> before = trial.log();

      assertThat(result(trial.coordinator.shutdown(new ShutdownReason.VirtualMachineExit())))
          .isSameAs(report);

      assertThat(trial.log()).isEqualTo(before);
      assertThat(trial.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
    }
  }

  @Test
  void aCallerCannotSpoilTheFutureOfTheOthers() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      CompletableFuture<ShutdownReport> impatient = trial.coordinator.shutdown(TERM);
      impatient.cancel(true);

      assertThat(result(trial.coordinator.closed()).reason()).isEqualTo(TERM);
    }
  }

  @Test
  void bothAreClosedInOrder() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      ScriptedSession nats = trial.connected(trial.nats, trial.natsPeer);
      ScriptedSession mariaDb = trial.connected(trial.mariaDb, trial.mariaDbPeer);

      ShutdownReport report = result(trial.coordinator.shutdown(TERM));

      assertThat(nats.closedOrderly()).contains(true);
      assertThat(mariaDb.closedOrderly()).contains(true);
      assertThat(report.steps()).allMatch(Step::complete);
      assertThat(trial.log())
          .containsSubsequence(
              "INFO Received signal 15, shutting down...",
              "INFO Starting graceful shutdown...",
              "INFO Draining NATS connection (waiting for pending messages)...",
              "INFO NATS connection closed gracefully",
              "INFO Releasing MariaDB connection pool...",
              "INFO MariaDB connection pool closed",
              "INFO Shutdown complete in N s: attempts N s, relay N s, NATS N s, databases N s,"
                  + " logs N s");
      assertThat(trial.halts).isEmpty();
    }
  }

  @Test
  void aStaleConnectionIsClosedWithAWarning() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial.connected(trial.nats, trial.natsPeer).fallSilent();
      trial.scheduler.advance(HeartbeatSettings.DEFAULT.interval());
      trial.scheduler.advance(HeartbeatSettings.DEFAULT.timeout());
      trial.await(trial.nats, Stale.class::isInstance);

      result(trial.coordinator.shutdown(TERM));

      assertThat(trial.natsPeer.count().closed()).isEqualTo(1);
      assertThat(trial.log())
          .containsSubsequence(
              "INFO Starting graceful shutdown...",
              "WARN NATS connection exists but not marked as connected, attempting close...",
              "INFO NATS connection closed");
    }
  }

  @Test
  void whileClosingEveryCommandIsRefused() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      Gate gate = trial.connected(trial.nats, trial.natsPeer).hangOnClose();
      CompletableFuture<ShutdownReport> shutdown = trial.coordinator.shutdown(TERM);

      List<Verdict> verdicts = new ArrayList<>();
      for (String name : List.of("nats", "mariadb")) {
        verdicts.add(trial.coordinator.connect(name, Askers.TEST));
        verdicts.add(trial.coordinator.cancel(name, Askers.TEST));
        verdicts.add(trial.coordinator.disconnect(name, Askers.TEST));
        verdicts.add(trial.coordinator.reconnect(name, Askers.TEST));
      }
      verdicts.add(trial.coordinator.start("txlog", Askers.TEST));
      verdicts.add(trial.coordinator.cancelStart("txlog", Askers.TEST));
      verdicts.add(trial.coordinator.stop("txlog", Askers.TEST));
      verdicts.add(trial.coordinator.stopNow("txlog", Askers.TEST));
      verdicts.add(trial.coordinator.arm(Askers.TEST));
      gate.open();

      assertThat(verdicts).containsOnly(CLOSING);
      assertThat(result(shutdown).steps()).allMatch(Step::complete);
    }
  }

  @Test
  void aCloseThatHangsLeavesTimeForTheOthers() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(SHORT)) {
      Gate gate = trial.connected(trial.nats, trial.natsPeer).hangOnClose();
      ScriptedSession mariaDb = trial.connected(trial.mariaDb, trial.mariaDbPeer);

      ShutdownReport report = result(trial.coordinator.shutdown(TERM));
      gate.open();

      assertThat(mariaDb.closedOrderly()).contains(true);
      assertThat(trial.log())
          .contains("INFO MariaDB connection pool closed")
          .anyMatch(
              line -> line.startsWith("INFO Shutdown") && line.contains("NATS N s (unfinished)"));
      assertThat(report.steps())
          .filteredOn(step -> !step.complete())
          .extracting(Step::phase)
          .containsExactly(ShutdownPhase.NATS);
      assertThat(report.total()).isLessThan(SHORT);
      assertThat(trial.halts).isEmpty();
    }
  }

  @Test
  void aCloseThatIsOverdueIsUnfinishedAndSaidSoBeforeTheLastLine() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      Gate gate = trial.connected(trial.nats, trial.natsPeer).hangOnClose();
      CompletableFuture<ShutdownReport> shutdown = trial.coordinator.shutdown(TERM);
      await().until(() -> trial.natsPeer.count().closed() == 1);

      trial.scheduler.advance(GRACE);

      assertThat(result(shutdown).steps())
          .filteredOn(step -> !step.complete())
          .extracting(Step::phase)
          .containsExactly(ShutdownPhase.NATS);
      assertThat(trial.log())
          .contains(
              "WARN NATS connection did not close in time; its thread is left behind and watched");
      assertThat(trial.log().getLast()).startsWith("INFO Shutdown complete in N s: ");
      gate.open();
    }
  }

  @Test
  void whatNothingCanEndIsHalted() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(SHORT)) {
      Gate gate = trial.hangOnFlush();
      long start = System.nanoTime();
      CompletableFuture<ShutdownReport> shutdown = trial.coordinator.shutdown(TERM);

      assertThat(trial.halts.poll(LIMIT_SECONDS, SECONDS)).isEqualTo(3);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(SHORT, SHORT.plus(HALT_TOLERANCE));
      assertThat(trial.log())
          .contains("ERROR Halting: shutdown.grace (2000 ms) is over. Unfinished: step logs");
      gate.open();
      assertNeverEndsInOrder(trial, shutdown);
    }
  }

  /** Though its steps come to their end: what was halted has one exit code, not two. */
  private static void assertNeverEndsInOrder(
      ShutdownTrial trial, CompletableFuture<ShutdownReport> shutdown) {
    await()
        .atMost(LIMIT_SECONDS, SECONDS)
        .until(() -> trial.log().stream().anyMatch(line -> line.contains("Shutdown complete in")));
    assertThat(shutdown)
        .failsWithin(Duration.ofMillis(200))
        .withThrowableOfType(TimeoutException.class);
  }

  @Test
  void aCloseThatFailsLeavesTheOthersAlone() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial
          .connected(trial.nats, trial.natsPeer)
          .failClose(new IllegalStateException("broken pipe"));
      trial.connected(trial.mariaDb, trial.mariaDbPeer);

      result(trial.coordinator.shutdown(TERM));

      assertThat(trial.log())
          .contains("WARN Closing NATS connection: broken pipe")
          .contains("INFO MariaDB connection pool closed");
      assertThat(trial.mariaDbPeer.count().closed()).isEqualTo(1);
    }
  }

  @Test
  void commandsReachTheEndpointTheyName() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      assertThat(trial.coordinator.connect("nats", Askers.TEST)).isEqualTo(new Verdict.Accepted());
      assertThat(trial.coordinator.connect("nats", Askers.TEST)).isEqualTo(new Verdict.Joined());
      trial.natsPeer.awaitCall();
      assertThat(trial.coordinator.cancel("nats", Askers.TEST)).isEqualTo(new Verdict.Accepted());
      assertThat(trial.coordinator.connect("elsewhere", Askers.TEST))
          .isEqualTo(new Verdict.Refused("there is no such connection"));
      assertThat(trial.mariaDbPeer.unseenCalls()).isZero();
    }
  }

  @Test
  void forceQuitOnlyWhileClosing() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      assertThat(trial.coordinator.forceQuit())
          .isEqualTo(new Verdict.Refused("only while closing"));
      Gate gate = trial.connected(trial.nats, trial.natsPeer).hangOnClose();
      CompletableFuture<ShutdownReport> shutdown = trial.coordinator.shutdown(TERM);

      assertThat(trial.coordinator.forceQuit()).isEqualTo(new Verdict.Accepted());

      assertThat(trial.halts.poll(LIMIT_SECONDS, SECONDS)).isEqualTo(3);
      assertThat(trial.log()).anyMatch(line -> line.startsWith("ERROR Halting: force quit."));
      gate.open();
      assertNeverEndsInOrder(trial, shutdown);
    }
  }

  @Test
  void productionIsLockedUntilArmedAndLocksItselfAgain() throws Exception {
    Verdict locked = new Verdict.Refused("this is production: arm it first");
    try (ShutdownTrial trial = ShutdownTrial.inProduction()) {
      assertThat(trial.coordinator.start("txlog", Askers.TEST)).isEqualTo(locked);
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog")).isEqualTo(locked);
      assertThat(trial.log())
          .contains(
              "INFO Refused to start polling txlog: this is production: arm it first",
              "INFO Refused to change the checkpoint of txlog: this is production: arm it first");
      assertThat(trial.coordinator.arm(Askers.TEST)).isEqualTo(new Verdict.Accepted());
      assertThat(trial.coordinator.snapshot().armedUntil())
          .contains(trial.scheduler.now().plus(Arming.LASTS));
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog")).isEqualTo(new Verdict.Accepted());
      trial.scheduler.advance(Arming.LASTS);
      assertThat(trial.coordinator.snapshot().armedUntil()).isEmpty();
      assertThat(trial.coordinator.start("txlog", Askers.TEST)).isEqualTo(locked);
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog")).isEqualTo(locked);
      assertThat(trial.natsPeer.unseenCalls()).isZero();
    }
  }

  @Test
  void aCheckpointIsChangedOnlyOfARelayThatIsHereAndNeverOnTheWayDown() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(SHORT)) {
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog"))
          .isEqualTo(new Verdict.Refused("there is no such relay"));
      trial.roster.add(trial.relay("txlog", "mariadb", "nats"));
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog")).isEqualTo(new Verdict.Accepted());
      var _ = result(trial.coordinator.shutdown(TERM));
      assertThat(trial.coordinator.mayChangeCheckpoint("txlog")).isEqualTo(CLOSING);
    }
  }
}
