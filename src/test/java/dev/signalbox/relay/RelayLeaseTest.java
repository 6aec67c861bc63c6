package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.checkpoint.ProcessStart;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Relays that meet: one of them polls. */
@Timeout(180)
class RelayLeaseTest {
  private static final String HOLDER = "SELECT lease_holder FROM signalbox_checkpoint";

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void aSecondRelayWaitsForTheLeaseAndTakesOver() throws Exception {
    bed.insert(10, PAST);
    Relay first = bed.relay(settings(100));
    Relay second = bed.relay(settings(100));
    first.start(Askers.TEST);
    awaitAcknowledged(first, 10);
    second.start(Askers.TEST);

    HeldLease held = await(second, RelayState.Standby.class).lease();
    assertThat(held.words())
        .startsWith("held by host ")
        .endsWith("pid " + ProcessHandle.current().pid());
    // By the database's clock, which is this computer's.
    assertThat(held.since().orElseThrow())
        .isCloseTo(first.snapshot().state().since(), within(10, ChronoUnit.SECONDS));
    bed.insert(10, PAST.plusSeconds(1));
    awaitAcknowledged(first, 20);
    stop(first);
    bed.insert(10, PAST.plusSeconds(2));
    awaitAcknowledged(second, 10);
    stop(second);

    bed.assertExactlyOnce();
  }

  /** Two that had one term between them would not keep each other out. */
  @Test
  void aRelayThatIsOvertakenBeforeItReadsItsTermGivesWay() throws Exception {
    try (FaultRelay network = FaultRelay.to(bed.mariaDb.port())) {
      Relay late =
          bed.relay(
              settings(100),
              bed.mariaDb("127.0.0.1:%d/tracking".formatted(network.port())),
              bed.nats());
      late.start(Askers.TEST);
      var _ = await(late, RelayState.Running.class);
      stop(late);
      bed.execute(
          "CREATE TRIGGER tracking.slow AFTER UPDATE ON tracking.signalbox_checkpoint"
              + " FOR EACH ROW DO SLEEP(0.5)");
      late.start(Askers.TEST);
      await()
          .pollInterval(Duration.ofMillis(10))
          .until(() -> bed.mariaDb.processList().stream().anyMatch(RelayLeaseTest::takes));
      network.set(new Fault.Freeze(Direction.TO_CLIENT, 0));
      await().until(() -> !bed.value(HOLDER).equals("null"));
      bed.execute("DROP TRIGGER tracking.slow");
      bed.execute(
          "UPDATE tracking.signalbox_checkpoint SET lease_holder = 'other',"
              + " owner_epoch = owner_epoch + 1,"
              + " lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
      network.set(new Fault.None());

      assertThat(await(late, RelayState.Standby.class).lease().words())
          .isEqualTo("held by another relay");
      stop(late);
      assertThat(bed.value(HOLDER)).isEqualTo("other");
    }
  }

  private static boolean takes(MariaDbServer.ServerSession session) {
    return session.statement().contains("SLEEP") || session.statement().contains("owner_epoch + 1");
  }

  @Test
  void aLeaseOfADeadProcessOfThisHostIsTakenOverAtOnce() throws Exception {
    bed.insert(10, PAST);
    Relay relay = bed.relay(settings(100));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 10);
    stop(relay);
    LeaseHolder self = LeaseHolder.ofThisProcess();
    ProcessStart earlier = new ProcessStart(self.start().unit(), self.start().count() - 1);
    LeaseHolder dead = new LeaseHolder(self.host(), self.machine(), self.pid(), earlier, "dead");
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR,"
            + " lease_holder = '"
            + dead.text()
            + "'");

    relay.start(Askers.TEST);

    var _ = await(relay, RelayState.Running.class);
    stop(relay);
  }

  @Test
  @Thorough
  void whoStandsByStandsByAlsoWhileItCannotLook() throws Exception {
    try (FaultRelay network = FaultRelay.to(bed.mariaDb.port())) {
      Relay relay =
          bed.relay(
              settings(
                  "TXLOG_EVENTS",
                  Duration.ofMillis(200),
                  20,
                  new TimestampSettings(
                      Optional.of(ZoneOffset.UTC), Optional.empty(), Optional.empty())),
              bed.mariaDb("127.0.0.1:%d/tracking".formatted(network.port())),
              bed.nats());
      bed.insert(10, PAST);
      relay.start(Askers.TEST);
      awaitAcknowledged(relay, 10);
      bed.execute(
          "UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1,"
              + " lease_holder = 'other', lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
      var _ = await(relay, RelayState.Standby.class);

      network.set(new Fault.Blackhole());

      RelaySnapshot blind = await(relay, RelayLeaseTest::isHindered);
      assertThat(blind.lag(Instant.now())).isEmpty();
      assertThat(blind.timing()).isEqualTo(RowTiming.NONE);
      network.set(new Fault.None());
      RelaySnapshot again =
          await(relay, now -> !(now.state() instanceof RelayState.Standby) || !isHindered(now));
      assertThat(again.state()).isInstanceOf(RelayState.Standby.class);
      assertThat(again.state().since()).isEqualTo(blind.state().since());
      stop(relay);
      assertThat(bed.value(HOLDER)).isEqualTo("other");
    }
  }

  private static boolean isHindered(RelaySnapshot now) {
    return now.state() instanceof RelayState.Standby standing && standing.hindrance().isPresent();
  }

  @Test
  void aRelayWhoseLeaseWasTakenNoticesInItsSleepAndWaits() throws Exception {
    Relay relay = bed.relay(settings("TXLOG_EVENTS", Duration.ofMinutes(5), 100));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);

    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET owner_epoch = owner_epoch + 1,"
            + " lease_holder = 'somebody', lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
    bed.insert(5, PAST);

    assertThat(await(relay, RelayState.Standby.class).lease().words()).startsWith("held by");
    assertThat(bed.checkpointed()).isZero();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET lease_until = UTC_TIMESTAMP(6)");
    // The rows may have been acknowledged before, when the lease was lost already.
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }

  @Test
  void aRelayThatStandsByWhileTheCheckpointIsDeletedSaysSo() throws Exception {
    Relay relay = bed.relay(settings(100));
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    stop(relay);
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET lease_holder = 'other',"
            + " lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR");
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Standby.class);

    bed.execute("DELETE FROM tracking.signalbox_checkpoint");

    assertThat(await(relay, RelayState.Failed.class).cause().message())
        .endsWith("its row was deleted");
  }

  @Test
  void aRelayWhoseCheckpointWasDeletedSaysSo() throws Exception {
    bed.insert(1, PAST);
    Relay relay = bed.relay(settings(100));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    bed.awaitAllRelayed();

    bed.execute("DELETE FROM tracking.signalbox_checkpoint");

    Failure failure = await(relay, RelayState.Failed.class).cause();
    assertThat(failure.kind()).isEqualTo(FailureKind.FENCED);
    assertThat(failure.message()).endsWith("its row was deleted");
    assertThat(failure.nextStep()).contains("A start without it asks where to go on");
    relay.start(Askers.TEST);
    assertThat(await(relay, RelayState.Failed.class).cause().message())
        .startsWith("there is no checkpoint of txlog, but stream TXLOG has rows of a relay");
  }
}
