package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Scheduler;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.relay.RelayKit;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.state.RelayExamples;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a database that is not connected, so that every renewal fails at once. */
@Timeout(30)
class LeaseTest {
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final Duration BEYOND_SAFETY = Duration.ofSeconds(11);

  @AutoClose private final RelayKit kit = new RelayKit();
  private final Plans plans = new Plans();

  private record Plan(Duration delay, Runnable action) {}

  /** Keeps what is scheduled for the test to run. */
  private static final class Plans implements Scheduler {
    private final BlockingQueue<Plan> scheduled = new LinkedBlockingQueue<>();

    @Override
    public Instant now() {
      return RelayExamples.T0;
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable action) {
      scheduled.add(new Plan(delay, action));
      return Cancellation.NONE;
    }

    private Plan next() throws InterruptedException {
      Plan plan = scheduled.poll(10, TimeUnit.SECONDS);
      assertThat(plan).isNotNull();
      return plan;
    }
  }

  private Lease lease(Lease.ClockReading asked) {
    RelayFailures failures = new RelayFailures(new FailureReports(text -> text), plans);
    CallContext calls =
        new CallContext(new RunControl(plans), plans, failures, RelayLimits.STANDARD);
    RelayDatabase database =
        new RelayDatabase(
            kit.database(DatabaseKind.MARIADB, "127.0.0.1:1/none", new Account("a", "b")), calls);
    return new Lease(
        new CheckpointStore(database, RelayTestBed.settings(1), TIME),
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false),
        asked,
        TIME,
        Duration.ZERO,
        calls);
  }

  private static Lease.ClockReading earlier(Duration byWall, Duration byMonotonicClock) {
    return new Lease.ClockReading(
        RelayExamples.T0.minus(byWall), System.nanoTime() - byMonotonicClock.toNanos());
  }

  @Test
  void aRenewalThatFailedIsTriedAgainLongBeforeTheLeaseIsLost() throws Exception {
    try (Lease _ = lease(Lease.ClockReading.now(plans))) {
      Plan renewal = plans.next();
      assertThat(renewal.delay()).isBetween(TIME.dividedBy(4), TIME.dividedBy(3));

      for (int i = 0; i < 3; i++) {
        renewal.action().run();
        renewal = plans.next();
        assertThat(renewal.delay()).isLessThanOrEqualTo(Duration.ofSeconds(1));
      }
    }
  }

  @Test
  void theLeaseRunsFromTheMomentBeforeItWasAskedFor() {
    try (Lease fresh = lease(earlier(Duration.ZERO, Duration.ZERO));
        Lease oldByWall = lease(earlier(BEYOND_SAFETY, Duration.ZERO));
        Lease oldByMonotonicClock = lease(earlier(Duration.ZERO, BEYOND_SAFETY))) {
      assertThatNoException().isThrownBy(fresh::throwIfLost);
      assertThatThrownBy(oldByWall::throwIfLost).isInstanceOf(RelayException.class);
      assertThatThrownBy(oldByMonotonicClock::throwIfLost).isInstanceOf(RelayException.class);
    }
  }

  @Test
  void whoeverAsksAllTheTimeHearsSoonThatItMayBeLost() {
    Duration justSafe = TIME.multipliedBy(2).dividedBy(3).minusMillis(200);
    try (Lease lease = lease(earlier(Duration.ZERO, justSafe))) {
      assertThatNoException().isThrownBy(lease::throwIfLost);
      long begun = System.nanoTime();

      assertThatThrownBy(
              () -> {
                while (System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
                  lease.throwIfLost();
                }
              })
          .isInstanceOf(RelayException.class);
    }
  }

  @Test
  void whatTheTakingTookIsMissingUntilTheFirstRenewal() throws Exception {
    Duration taking = TIME.dividedBy(5);
    try (Lease _ = lease(earlier(taking, taking))) {
      assertThat(plans.next().delay()).isLessThanOrEqualTo(TIME.dividedBy(3).minus(taking));
    }
  }

  @Test
  void aRenewalWithoutReplyLeavesTimeForAnother() {
    Duration begun = TIME.dividedBy(3);
    Duration again =
        begun.plus(RelayLimits.STANDARD.renewal(TIME).limit()).plus(Duration.ofSeconds(1));

    assertThat(again).isLessThan(TIME.multipliedBy(2).dividedBy(3));
  }
}
