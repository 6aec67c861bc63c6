package dev.signalbox.relay.run;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.state.RelayExamples.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.RelayKit;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.testing.Stopwatch;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that ends between two terms leaves no lease behind. */
@Timeout(120)
class RelayRunTest {
  private static final Duration LONG_LEASE = Duration.ofMinutes(1);

  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final BlockingQueue<RelayEvent> events = new LinkedBlockingQueue<>();

  private final AtomicReference<Duration> late = new AtomicReference<>(Duration.ZERO);

  /** Real time, but for the wall clock. */
  private record LateClock(Scheduler real, Supplier<Duration> late) implements Scheduler {
    @Override
    public Instant now() {
      return real.now().plus(late.get());
    }

    @Override
    public long nanoTime() {
      return real.nanoTime();
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable action) {
      return real.schedule(delay, action);
    }
  }

  private final class Reports implements RunListener {
    @Override
    public void timed() {}

    @Override
    public void reported(RelayEvent.Report report) {
      events.add(report);
    }

    @Override
    public void moved(Optional<Position> to) {}
  }

  private RelayRun begin(RelayKit kit) {
    ConnectionSupervisor database =
        kit.database(DatabaseKind.MARIADB, bed.mariaDb.url(), bed.mariaDb.app());
    ConnectionSupervisor sink = kit.nats(bed.nats.url(), RelayKit.HEARTBEAT);
    Scheduler clock = new LateClock(kit.scheduler, late::get);
    RelayRun run =
        new RelayRun(
            RUN,
            settings(50),
            new RelayConnections(database, sink, database),
            new RelayEnvironment(
                clock,
                WorkExecutor.virtualThreads(),
                new FailureReports(text -> text),
                new LeaseSettings(LONG_LEASE),
                RelayLimits.STANDARD),
            LeaseHolder.ofThisProcess(),
            new RelayLog(settings(50)),
            new Reports());
    Thread.ofVirtual().start(run::body);
    return run;
  }

  private <E extends RelayEvent> E awaitEvent(Class<E> type, Predicate<E> wanted)
      throws InterruptedException {
    long end = System.nanoTime() + RelayTestBed.LIMIT.toNanos();
    while (true) {
      RelayEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("a " + type.getSimpleName()).isNotNull();
      if (type.isInstance(event) && wanted.test(type.cast(event))) {
        return type.cast(event);
      }
    }
  }

  private RelayEvent.Held awaitGivenUpTerm() throws InterruptedException {
    return awaitEvent(RelayEvent.Held.class, held -> held.reason().isPresent());
  }

  private Optional<Failure> awaitEnd() throws InterruptedException {
    return awaitEvent(RelayEvent.RunEnded.class, _ -> true).failure();
  }

  private void interruptPolling() throws Exception {
    awaitEvent(RelayEvent.PollingBegan.class, _ -> true);
    bed.nats.kill();
    bed.insert(10, PAST);
  }

  private String lease() throws Exception {
    return bed.value(
        "SELECT CONCAT(status, ' ', IFNULL(lease_holder, 'free'), ' ', IFNULL(lease_until, 'free'))"
            + " FROM signalbox_checkpoint");
  }

  @Test
  void stoppedWhileItPauses() throws Exception {
    try (RelayKit kit = new RelayKit()) {
      RelayRun run = begin(kit);
      interruptPolling();
      awaitGivenUpTerm();

      run.stop(StopMode.FINISH_PAGE);

      assertThat(awaitEnd()).isEmpty();
      assertThat(lease()).isEqualTo("STOPPED free free");
    }
  }

  @Test
  void anEndpointThatFailsForGoodWhileItPauses() throws Exception {
    try (RelayKit kit = new RelayKit(false)) {
      begin(kit);
      interruptPolling();

      assertThat(awaitEnd()).isPresent();
      assertThat(lease()).isEqualTo("FAILED free free");
    }
  }

  @Test
  void aCheckpointDatabaseThatIsGoneHoldsNothingUp() throws Exception {
    try (RelayKit kit = new RelayKit()) {
      RelayRun run = begin(kit);
      awaitEvent(RelayEvent.PollingBegan.class, _ -> true);
      bed.mariaDb.kill();
      awaitGivenUpTerm();

      Stopwatch stopwatch = Stopwatch.begun();
      run.stop(StopMode.FINISH_PAGE);

      assertThat(awaitEnd()).isEmpty();
      assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(7));
    }
  }

  @Test
  void aLeaseThatWasLongInComingIsNotTrusted() throws Exception {
    bed.insert(1, PAST);
    try (RelayKit kit = new RelayKit()) {
      RelayRun first = begin(kit);
      awaitEvent(RelayEvent.PollingBegan.class, _ -> true);
      first.stop(StopMode.FINISH_PAGE);
      awaitEnd();

      RelayRun run;
      try (Connection other = bed.mariaDb.connect();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT * FROM signalbox_checkpoint FOR UPDATE");
        run = begin(kit);
        await().atMost(RelayTestBed.LIMIT).until(this::isTakingTheLease);
        late.set(LONG_LEASE);
        other.rollback();
      }

      assertThat(awaitGivenUpTerm().reason().orElseThrow()).contains("could not be renewed");
      run.stop(StopMode.FINISH_PAGE);
      assertThat(awaitEnd()).isEmpty();
    }
  }

  /** As after a sleep of the machine: by its clock the lease is over before a renewal says so. */
  @Test
  void aLeaseThatSomebodyTookMeanwhileIsWaitedFor() throws Exception {
    try (RelayKit kit = new RelayKit()) {
      RelayRun run = begin(kit);
      awaitEvent(RelayEvent.PollingBegan.class, _ -> true);
      bed.execute(
          "UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1,"
              + " lease_holder = 'somebody', lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
      late.set(LONG_LEASE);

      awaitEvent(RelayEvent.StandsBy.class, by -> by.lease().words().startsWith("held by"));
      run.stop(StopMode.FINISH_PAGE);
      assertThat(awaitEnd()).isEmpty();
      assertThat(lease()).startsWith("RUNNING somebody");
    }
  }

  private boolean isTakingTheLease() throws Exception {
    return bed.mariaDb.processList().stream()
        .anyMatch(session -> session.statement().startsWith("UPDATE signalbox_checkpoint"));
  }
}
