package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.FailureKind;
import dev.signalbox.sandbox.EventGenerator;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that die, freeze and come back, and relays that meet: nothing is lost or doubled. */
@Timeout(180)
class RelayOutageTest {
  private static final LocalDateTime PAST = LocalDateTime.of(2026, 1, 1, 10, 0);

  private RelayTestBed bed;

  @BeforeEach
  void open() throws Exception {
    bed = new RelayTestBed();
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void awaitAllRelayed() {
    await().atMost(Duration.ofSeconds(60)).until(() -> bed.checkpointed() == bed.tableIds().size());
  }

  @Test
  void natsKilledAndRestartedWhileRowsFlow() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start();
    try (EventGenerator generator =
        EventGenerator.start(bed.mariaDb::connect, EventTable.MARIADB, 200)) {
      awaitAcknowledged(relay, 100);
      bed.nats.kill();
      assertThat(await(relay, RelayState.Paused.class).reason()).startsWith("NATS");
      bed.nats.restart();
      var _ = await(relay, RelayState.Running.class);
      awaitAcknowledged(relay, generator.inserted());
    }
    awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void mariaDbFrozenAndThawedWhileRowsFlow() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start();
    try (EventGenerator generator =
        EventGenerator.start(bed.mariaDb::connect, EventTable.MARIADB, 200)) {
      awaitAcknowledged(relay, 100);
      bed.mariaDb.suspend();
      assertThat(await(relay, RelayState.Paused.class).reason()).startsWith("MariaDB");
      bed.mariaDb.resume();
      var _ = await(relay, RelayState.Running.class);
      awaitAcknowledged(relay, generator.inserted());
    }
    awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void pausedStopsAtOnce() throws Exception {
    Relay relay = bed.relay(settings(50));
    relay.start();
    var _ = await(relay, RelayState.Running.class);
    bed.nats.kill();
    var _ = await(relay, RelayState.Paused.class);

    long begun = System.nanoTime();
    stop(relay);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void stoppingNowWhileMariaDbIsFrozenTakesSeconds() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start();
    awaitAcknowledged(relay, 20);
    bed.mariaDb.suspend();

    long begun = System.nanoTime();
    assertThat(relay.stopNow().isAccepted()).isTrue();
    var _ = await(relay, s -> isOver(s.state()));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    bed.mariaDb.resume();

    assertThat(took).isLessThan(Duration.ofSeconds(6));
    Relay again = bed.relay(settings(10));
    again.start();
    awaitAllRelayed();
    stop(again);
    bed.assertExactlyOnce();
  }

  private static boolean isOver(RelayState state) {
    return state instanceof RelayState.Stopped || state instanceof RelayState.Failed;
  }

  @Test
  void acknowledgementsThatDoNotComeStallVisiblyAndTheIdsAreSentAgain() throws Exception {
    ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
    Relay relay = bed.relay(settings(100), database, bed.deafNats());
    relay.start();
    var _ = await(relay, RelayState.Running.class);
    bed.nats.suspend();
    bed.insert(100, PAST);
    var _ = await(relay, RelayState.Stalled.class);
    bed.nats.resume();
    var _ = await(relay, RelayState.Running.class);
    awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void aSecondRelayWaitsForTheLeaseAndTakesOver() throws Exception {
    bed.insert(10, PAST);
    Relay first = bed.relay(settings(100));
    Relay second = bed.relay(settings(100));
    first.start();
    awaitAcknowledged(first, 10);
    second.start();

    assertThat(await(second, RelayState.Paused.class).reason())
        .startsWith("held by host ")
        .endsWith("pid " + ProcessHandle.current().pid());
    bed.insert(10, PAST.plusSeconds(1));
    awaitAcknowledged(first, 20);
    stop(first);
    bed.insert(10, PAST.plusSeconds(2));
    awaitAcknowledged(second, 10);
    stop(second);

    bed.assertExactlyOnce();
  }

  @Test
  void aLeaseOfADeadProcessOfThisHostIsTakenOverAtOnce() throws Exception {
    bed.insert(10, PAST);
    Relay relay = bed.relay(settings(100));
    relay.start();
    awaitAcknowledged(relay, 10);
    stop(relay);
    LeaseHolder self = LeaseHolder.ofThisProcess();
    LeaseHolder dead =
        new LeaseHolder(self.host(), self.machine(), self.pid(), self.startedAt() - 1, "dead");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR,"
            + " lease_holder = '"
            + dead.text()
            + "'");

    relay.start();

    var _ = await(relay, RelayState.Running.class);
    stop(relay);
  }

  @Test
  void aRelayWhoseLeaseWasTakenIsFenced() throws Exception {
    Relay relay = bed.relay(settings(100));
    relay.start();
    var _ = await(relay, RelayState.Running.class);

    bed.execute("UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1");
    bed.insert(5, PAST);

    assertThat(await(relay, RelayState.Failed.class).cause().kind()).isEqualTo(FailureKind.FENCED);
    assertThat(bed.checkpointed()).isZero();
  }

  @Test
  void whatWasPublishedButNotCommittedIsFoundInTheStream() throws Exception {
    bed.insert(30, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start();
    awaitAcknowledged(relay, 30);
    stop(relay);
    // As a crash between acknowledgements and commit leaves it, long after the stream's memory of
    // message ids has passed: that memory does not survive the restart of a purged server either.
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET processed = 0, stream_seq = 0,"
            + " pos_timestamp = NULL, pos_id = NULL, last_msg_id = NULL");
    bed.shortenDeduplication();
    bed.insert(5, PAST.plusSeconds(1));

    relay.start();
    awaitAcknowledged(relay, 35);
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(relay.snapshot().counters().published()).isEqualTo(5);
    assertThat(relay.snapshot().counters().duplicates()).isEqualTo(30);
  }

  @Test
  void aStreamThatDisappearsPausesUntilItIsBack() throws Exception {
    Relay relay = bed.relay(settings(10));
    relay.start();
    var _ = await(relay, RelayState.Running.class);
    bed.deleteStream();
    bed.insert(5, PAST);

    assertThat(await(relay, RelayState.Paused.class).reason()).contains("stream");
    bed.createStream();
    awaitAcknowledged(relay, 5);
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void cancellingAStartAbandonsTheAttemptsItBegan() throws Exception {
    bed.nats.suspend();
    ConnectionSupervisor database = bed.mariaDb(bed.mariaDb.app());
    ConnectionSupervisor sink = bed.nats();
    Relay relay = bed.relay(settings(10), database, sink);
    relay.start();
    sink.when(s -> s.state() instanceof ConnectionState.Connecting)
        .orTimeout(5, TimeUnit.SECONDS)
        .join();

    assertThat(relay.cancelStart().isAccepted()).isTrue();

    var _ = await(relay, RelayState.Stopped.class);
    sink.when(s -> s.state() instanceof ConnectionState.Off).orTimeout(5, TimeUnit.SECONDS).join();
    assertThat(database.snapshot().state()).isInstanceOf(ConnectionState.Off.class);
    bed.nats.resume();
  }

  /** A view whose every row takes its time. */
  private PollingSettings slowly(double secondsPerRow, int batchSize) throws Exception {
    bed.execute(
        "CREATE VIEW tracking.SLOW_EVENTS AS SELECT ID, EVENT_TIMESTAMP, SLEEP("
            + secondsPerRow
            + ") AS SLEPT FROM tracking.TXLOG_EVENTS");
    PollingSettings fast = settings(batchSize);
    return new PollingSettings(
        fast.programName(),
        fast.source(),
        fast.sink(),
        fast.checkpoint(),
        "SLOW_EVENTS",
        fast.idColumn(),
        fast.timestampColumn(),
        fast.stream(),
        fast.subject(),
        fast.interval(),
        batchSize);
  }

  @Test
  void stopLetsTheQueryFinishAndTheRowsCount() throws Exception {
    bed.insert(4, PAST);
    Relay relay = bed.relay(slowly(0.3, 4));
    relay.start();
    awaitQuery();

    stop(relay);

    assertThat(relay.snapshot().counters().acknowledged()).isEqualTo(4);
    bed.assertExactlyOnce();
  }

  @Test
  void stopNowCancelsTheQueryOnTheServerToo() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(slowly(0.3, 100));
    relay.start();
    awaitQuery();

    long begun = System.nanoTime();
    assertThat(relay.stopNow().isAccepted()).isTrue();
    var _ = await(relay, RelayState.Stopped.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    await().atMost(Duration.ofSeconds(2)).until(() -> !isQueryRunning());
    assertThat(bed.checkpointed()).isZero();
  }

  private void awaitQuery() {
    await().atMost(RelayTestBed.LIMIT).until(this::isQueryRunning);
  }

  private boolean isQueryRunning() throws Exception {
    return bed.mariaDb.processList().stream()
        .anyMatch(session -> session.statement().contains("SLOW_EVENTS"));
  }

  @Test
  void aStoppedRelayLeavesNoThread() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(settings(10));
    for (int i = 0; i < 3; i++) {
      relay.start();
      var _ = await(relay, RelayState.Running.class);
      assertThat(relay.stopNow().isAccepted()).isTrue();
      var _ = await(relay, RelayState.Stopped.class);
    }

    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(ThreadNames.ofAllThreads())
                    .noneMatch(name -> name.startsWith("poll txlog"))
                    .noneMatch(name -> name.startsWith("lease "))
                    .noneMatch(name -> name.startsWith("cancel ")));
  }
}
