package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.sandbox.EventGenerator;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LoggedLines;
import dev.signalbox.testing.Thorough;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A relay that polls gives way to another one, as planned. */
@Timeout(180)
class RelayHandOverTest {
  private static final Actor KURT = new Actor("kurt", "console-3", "fleet");
  private static final String LEASE =
      "SELECT CONCAT(status, ' ', IFNULL(lease_holder, 'free')) FROM signalbox_checkpoint";

  /** So that nobody has to be waited for as long as in operation. */
  private static final RelayLimits HASTY = TrialLimits.leasePoll(Duration.ofMillis(100));

  /** So that who stands by has time to connect anew before the lease is taken back. */
  private static final RelayLimits PATIENT = TrialLimits.leasePoll(Duration.ofSeconds(2));

  @AutoClose private final LoggedLines log = new LoggedLines("signalbox.relay.txlog");

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  private Relay relay() {
    return bed.relay(settings(20), bed.mariaDb(bed.mariaDb.app()), bed.nats(), HASTY);
  }

  @Test
  void nobodyStandsByAndItIsTakenBackWhichIsTold() throws Exception {
    bed.insert(10, PAST);
    Relay relay = relay();
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 10);

    assertThat(relay.handOver(KURT)).isEqualTo(new Verdict.Accepted());

    HeldLease left = await(relay, RelayState.Standby.class).lease();
    assertThat(left.words())
        .isEqualTo("handed over; taken back here if nobody takes it within 0.5 seconds");
    assertThat(bed.value(LEASE)).isEqualTo("STOPPED free");
    assertThat(relay.handOver(KURT)).isEqualTo(new Verdict.Refused("it stands by already"));
    bed.insert(10, PAST.plusSeconds(1));
    var _ = await(relay, RelayState.Running.class);
    bed.awaitAllRelayed();
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(log.lines())
        .containsSubsequence(
            "INFO Handing over txlog to another engine, as kurt@console-3 (fleet) asks...",
            "WARN Lease of txlog taken back: after 0.5 seconds nobody else has it")
        .anyMatch(line -> line.matches("INFO Polling ended for txlog: 10 rows .*is handed over;.*"))
        .anyMatch(line -> line.startsWith("INFO Polling resumed for txlog after "))
        .noneMatch(line -> line.startsWith("WARN Polling paused"));
  }

  @Test
  @Thorough
  void itGoesToWhoStandsByAndComesBackAndNothingIsLostOrDoubled() throws Exception {
    Relay first = relay();
    Relay second = relay();
    first.start(Askers.TEST);
    try (EventGenerator generator =
        EventGenerator.start(bed.mariaDb::connect, EventTable.MARIADB, 200)) {
      awaitAcknowledged(first, 100);
      second.start(Askers.TEST);
      var _ = await(second, RelayState.Standby.class);
      for (int i = 0; i < 3; i++) {
        handOver(first, second);
        handOver(second, first);
      }
      awaitAcknowledged(first, 1);
      assertThat(generator.inserted()).isPositive();
    }
    bed.awaitAllRelayed();
    stop(first);
    stop(second);

    bed.assertExactlyOnce();
    assertThat(log.lines())
        .noneMatch(line -> line.contains("taken back: after"))
        .anyMatch(line -> line.startsWith("INFO Polling of txlog goes on elsewhere: its lease is"));
  }

  private static void handOver(Relay from, Relay to) {
    assertThat(from.handOver(KURT).isAccepted()).isTrue();
    var _ = await(to, RelayState.Running.class);
    // Until it has seen the other one it would not take part in what comes next.
    var _ =
        await(
            from,
            now ->
                now.state() instanceof RelayState.Standby standing
                    && standing.lease().words().startsWith("held by host "));
  }

  @Test
  @Thorough
  void aStopThatFollowsAtOnceIsAStop() throws Exception {
    Relay relay = relay();
    for (int i = 1; i <= 5; i++) {
      relay.start(Askers.TEST);
      var _ = await(relay, RelayState.Running.class);
      bed.insert(100, PAST.plusSeconds(i));
      assertThat(relay.handOver(KURT).isAccepted()).isTrue();
      // More and more of the hand-over has happened by then.
      bed.awaitBriefly(Duration.ofMillis(4).multipliedBy(i).multipliedBy(i), () -> false);
      assertThat(relay.stop(KURT).isAccepted()).isTrue();
      var _ = await(relay, RelayState.Stopped.class);
      assertThat(bed.value(LEASE)).isEqualTo("STOPPED free");
    }
    relay.start(Askers.TEST);
    bed.awaitAllRelayed();
    stop(relay);
    bed.assertExactlyOnce();
  }

  @Test
  @Thorough
  void aCheckpointThatIsCutOffMeanwhileIsLeftToOthersOnceItIsThereAgain() throws Exception {
    try (FaultRelay network = FaultRelay.to(bed.mariaDb.port())) {
      Relay first = behind(network, PATIENT);
      first.start(Askers.TEST);
      bed.insert(50, PAST);
      awaitAcknowledged(first, 50);
      Relay second = behind(network, PATIENT);
      second.start(Askers.TEST);
      var _ = await(second, RelayState.Standby.class);

      network.set(new Fault.Blackhole());
      assertThat(first.handOver(KURT).isAccepted()).isTrue();
      await()
          .atMost(RelayTestBed.LIMIT)
          .until(
              () ->
                  log.lines().stream()
                      .anyMatch(line -> line.contains("Lease of txlog not released")));
      // It lasts for minutes: only who has it can give it away.
      assertThat(bed.value(LEASE)).startsWith("RUNNING ").doesNotEndWith("free");
      network.set(new Fault.None());

      var _ = await(second, RelayState.Running.class);
      bed.insert(50, PAST.plusSeconds(1));
      bed.awaitAllRelayed();
      var _ =
          await(
              first,
              now ->
                  now.state() instanceof RelayState.Standby standing
                      && standing.lease().words().startsWith("held by host "));
      stop(first);
      stop(second);
    }
    bed.assertExactlyOnce();
    assertThat(log.lines())
        .noneMatch(line -> line.contains("taken back: after"))
        .anyMatch(
            line ->
                line.startsWith("INFO Polling ended for txlog: 50 rows ")
                    && line.endsWith(
                        "; its lease is not released yet; free at the latest in 300 seconds"));
  }

  @Test
  @Thorough
  void whileAStuckCheckpointKeepsTheHandOverItCanBeStopped() throws Exception {
    try (FaultRelay network = FaultRelay.to(bed.mariaDb.port())) {
      Relay relay = behind(network, HASTY);
      relay.start(Askers.TEST);
      bed.insert(50, PAST);
      awaitAcknowledged(relay, 50);
      network.set(new Fault.Blackhole());
      assertThat(relay.handOver(Askers.TEST).isAccepted()).isTrue();
      RelaySnapshot handing = await(relay, RelayHandOverTest::isHandingOver);

      assertThat(relay.stop(KURT)).isEqualTo(new Verdict.Accepted());

      RelaySnapshot stopping = relay.snapshot();
      assertThat(stopping.state()).isInstanceOf(RelayState.Stopping.class);
      assertThat(isHandingOver(stopping)).isFalse();
      assertThat(handing.changedBy()).contains(Askers.TEST);
      assertThat(stopping.changedBy()).contains(KURT);
      network.set(new Fault.None());
      var _ = await(relay, RelayState.Stopped.class);
    }
    assertThat(log.lines())
        .contains("INFO Stopping polling for txlog...")
        .noneMatch(line -> line.startsWith("INFO Polling ended for txlog: "));
  }

  private static boolean isHandingOver(RelaySnapshot now) {
    return now.state() instanceof RelayState.Stopping stopping && stopping.handsOver();
  }

  private Relay behind(FaultRelay network, RelayLimits limits) throws Exception {
    return bed.relay(
        settings(20),
        bed.mariaDb("127.0.0.1:%d/tracking".formatted(network.port())),
        bed.nats(),
        limits,
        Duration.ofMinutes(5));
  }

  /** They are those of whoever polls now. */
  @Test
  @Thorough
  void nothingOfTheTermIsShownOfOneThatStandsBy() throws Exception {
    Relay relay = bed.relay(datedInUtc(), bed.mariaDb(bed.mariaDb.app()), bed.nats(), HASTY);
    bed.insert(10, PAST);
    bed.insert(3, LocalDateTime.now(ZoneOffset.UTC).plusDays(1));
    relay.start(Askers.TEST);
    RelaySnapshot polling =
        await(
            relay, now -> now.counters().acknowledged() == 10 && now.timing().ahead().rows() == 3);
    assertThat(polling.lag(Instant.now())).isPresent();

    assertThat(relay.handOver(KURT).isAccepted()).isTrue();

    RelaySnapshot standing = await(relay, now -> now.state() instanceof RelayState.Standby);
    assertThat(standing.timing()).isEqualTo(RowTiming.NONE);
    assertThat(standing.counters().uncommitted()).isZero();
    assertThat(standing.lag(Instant.now())).isEmpty();
    assertThat(standing.counters().acknowledged()).isEqualTo(10);
    stop(relay);
  }

  private static PollingSettings datedInUtc() {
    return settings(
        "TXLOG_EVENTS",
        Duration.ofMillis(200),
        20,
        new TimestampSettings(Optional.of(ZoneOffset.UTC), Optional.empty(), Optional.empty()));
  }

  @Test
  @Thorough
  void aStopWhileNobodyHasTheLeaseLeavesItFree() throws Exception {
    Relay relay = relay();
    relay.start(Askers.TEST);
    var _ = await(relay, RelayState.Running.class);
    assertThat(relay.handOver(KURT).isAccepted()).isTrue();
    var _ = await(relay, RelayState.Standby.class);

    stop(relay);

    assertThat(bed.value(LEASE)).isEqualTo("STOPPED free");
  }
}
