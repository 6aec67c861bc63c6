package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Thorough;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing enters the stream twice, or from a term that is over, whatever the stream forgets. */
@Timeout(180)
class RelayFenceTest {
  private static final int ROWS = 6_000;
  private static final int BATCH = 3_000;

  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Thorough
  @Test
  void aHolderThatWasFrozenWhileAnotherTookOverStoresNothingMore() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(ROWS, PAST);
    try (FrozenRelay frozen = FrozenRelay.amidst(bed, BATCH, ROWS)) {
      bed.execute("UPDATE tracking.signalbox_checkpoint SET lease_until = '2020-01-01 00:00:00'");
      Relay relay = bed.relay(settings(BATCH));
      relay.start(Askers.TEST);
      await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == ROWS);

      frozen.wakeAndGiveWay();
      stop(relay);
      bed.assertExactlyOnce();
    }
  }

  @Test
  void otherPublishersOfTheStreamCostTimeAndNothingElse() throws Exception {
    bed.stream.shortenDeduplication();
    bed.insert(ROWS / 3, PAST);
    AtomicInteger strangers = new AtomicInteger();
    try (Connection connection = Nats.connect(bed.nats.url());
        ScheduledExecutorService stranger = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          stranger.scheduleAtFixedRate(
              () -> {
                connection.publish(SandboxSchema.SUBJECT, new byte[0]);
                strangers.incrementAndGet();
              },
              0,
              5,
              TimeUnit.MILLISECONDS);
      Relay relay = bed.relay(settings(500));
      relay.start(Askers.TEST);
      awaitAcknowledged(relay, ROWS / 3);
      bed.awaitAllRelayed();
      stranger.shutdownNow();
      stop(relay);
    }
    assertThat(strangers.get()).isPositive();
    bed.assertExactlyOnce();
  }

  @Test
  void aCheckpointThatWasRestoredFromAnOlderCopyIsCaughtUpWith() throws Exception {
    bed.insert(30, PAST);
    Relay relay = bed.relay(settings(10));
    for (int term = 0; term < 3; term++) {
      relay.start(Askers.TEST);
      var _ = RelayTestBed.await(relay, RelayState.Running.class);
      bed.awaitAllRelayed();
      stop(relay);
      bed.insert(1, PAST.plusSeconds(term + 1));
    }
    bed.forgetPosition();
    bed.execute("UPDATE tracking.signalbox_checkpoint SET owner_epoch = 0");
    bed.stream.shortenDeduplication();

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 33);
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(Long.parseLong(bed.value("SELECT owner_epoch FROM signalbox_checkpoint")))
        .isGreaterThan(3);
  }

  /** Which permits no second consumer, so it cannot be read as other streams are. */
  @Test
  void whatAWorkQueueHasIsNotStoredTwice() throws Exception {
    bed.stream.delete();
    create(RetentionPolicy.WorkQueue);
    bed.insert(30, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 30);
    stop(relay);
    bed.forgetPosition();
    bed.stream.shortenDeduplication();
    bed.insert(5, PAST.plusSeconds(1));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 35);
    stop(relay);

    assertThat(bed.checkpointed()).isEqualTo(35);
    // All rows, and the records of both terms.
    assertThat(bed.stream.count()).isEqualTo(37);
  }

  /** What was stored and consumed behind the checkpoint nobody can tell from what was not. */
  @ParameterizedTest
  @EnumSource(
      value = RetentionPolicy.class,
      names = {"WorkQueue", "Interest"})
  void whatAStreamHasNoMoreBecauseItWasConsumedIsInDoubt(RetentionPolicy retention)
      throws Exception {
    bed.stream.delete();
    create(retention);
    bed.insert(30, PAST);
    try (Connection nats = Nats.connect(bed.nats.url())) {
      JetStreamSubscription worker =
          nats.jetStream()
              .subscribe(
                  SandboxSchema.SUBJECT, PullSubscribeOptions.builder().durable("worker").build());
      Relay relay = bed.relay(settings(10));
      relay.start(Askers.TEST);
      awaitAcknowledged(relay, 30);
      stop(relay);
      for (Message message : worker.fetch(11, RelayTestBed.LIMIT)) {
        message.ackSync(RelayTestBed.LIMIT);
      }
      bed.forgetPosition();
      bed.stream.shortenDeduplication();

      relay.start(Askers.TEST);
      awaitAcknowledged(relay, 30);
      stop(relay);

      // The eleventh is the record of the first term, which is no row.
      assertThat(relay.snapshot().counters().inDoubt()).isEqualTo(10);
      assertThat(relay.snapshot().counters().duplicates()).isEqualTo(20);
      assertThat(bed.checkpointed()).isEqualTo(30);
      // What is left of the first term, and the record and the rows of the second one.
      assertThat(bed.stream.count()).isEqualTo(20 + 1 + 10);
    }
  }

  private void create(RetentionPolicy retention) throws Exception {
    try (Connection connection = Nats.connect(bed.nats.url())) {
      var _ =
          connection
              .jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .retentionPolicy(retention)
                      .build());
    }
  }
}
