package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.TrialLimits;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.RelayCheck;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LoggedLines;
import dev.signalbox.testing.Thorough;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream has, or says that it has, what the checkpoint does not expect of it. */
@Timeout(180)
class RelayStreamCopyTest {
  private static final Duration WINDOW = Duration.ofSeconds(6);

  @AutoClose private final LoggedLines log = new LoggedLines("signalbox.relay.txlog");
  @AutoClose private final RelayTestBed bed = new RelayTestBed();
  private final RelayOperator operator = new RelayOperator(bed);

  private void configure(RetentionPolicy retention) throws Exception {
    bed.stream.delete();
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .addStream(
                  StreamConfiguration.builder()
                      .name(SandboxSchema.STREAM)
                      .subjects(SandboxSchema.SUBJECT)
                      .retentionPolicy(retention)
                      .duplicateWindow(WINDOW)
                      .build());
    }
  }

  private void goBackBehind(String id) throws Exception {
    PositionTool tool = new PositionTool(bed.bench(settings(10)));
    tool.apply(tool.plan(new Target.Row(PAST, id)), Askers.TEST);
  }

  /** The stream's memory of ids outlives the messages: it takes nothing and acknowledges it. */
  @Test
  @Thorough
  void whatTheStreamTakesForADuplicateOfADeletedMessageIsStoredOnceItHasForgotten()
      throws Exception {
    configure(RetentionPolicy.Limits);
    bed.insert(6, PAST);
    operator.relayAll(settings(10));
    List<String> ids = bed.tableIds();
    // Message 1 is the record of the term.
    bed.stream.deleteMessage(5);
    goBackBehind(ids.get(1));
    Relay relay = bed.relay(settings(10));

    relay.start(Askers.TEST);
    String reason =
        RelayTestBed.await(
                relay,
                now ->
                    now.state() instanceof RelayState.Paused paused
                        && paused.reason().contains("duplicate"))
            .state()
            .toString();
    assertThat(reason)
        .contains(
            "stream TXLOG takes row " + PAST,
            ids.get(3),
            "for a duplicate of message 5",
            "deleted");
    assertThat(bed.stream.ids()).doesNotContain(ids.get(3));
    var _ = await(relay, now -> now.position().filter(p -> p.id().equals(ids.get(5))).isPresent());
    stop(relay);

    assertThat(bed.stream.ids())
        .containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(4), ids.get(5), ids.get(3));
  }

  /** By an operator who wants all of it once more. */
  @Test
  @Thorough
  void whatWasPurgedIsSentOnceMoreWhenTheStreamHasForgotten() throws Exception {
    configure(RetentionPolicy.Limits);
    bed.insert(3, PAST);
    operator.relayAll(settings(10));
    try (Connection nats = Nats.connect(bed.nats.url())) {
      var _ =
          nats.jetStreamManagement()
              .purgeStream(SandboxSchema.STREAM, PurgeOptions.builder().build());
    }
    List<String> ids = bed.tableIds();
    goBackBehind(ids.getFirst());
    Relay relay = bed.relay(settings(10));

    relay.start(Askers.TEST);
    var _ = await(relay, now -> now.position().filter(p -> p.id().equals(ids.get(2))).isPresent());
    stop(relay);

    assertThat(bed.stream.ids()).isEqualTo(ids.subList(1, 3));
  }

  /** As an older copy of the checkpoint's position alone leaves it. */
  @Test
  void whatTheStreamHasBeforeTheCheckpointsPlaceIsADuplicateAndStaysAlone() throws Exception {
    configure(RetentionPolicy.Limits);
    bed.insert(600, PAST);
    operator.relayAll(settings(10));
    bed.execute(
        "UPDATE tracking.signalbox_checkpoint SET processed = 2, pos_id = '%s'"
            .formatted(bed.tableIds().get(1)));
    Relay relay = bed.relay(settings(1_000));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 598);
    stop(relay);

    assertThat(relay.snapshot().counters().duplicates()).isEqualTo(598);
    bed.assertExactlyOnce();
  }

  @Test
  void whatAWorkQueueRemembersWasStoredThoughItIsConsumed() throws Exception {
    configure(RetentionPolicy.WorkQueue);
    bed.insert(20, PAST);
    operator.relayAll(settings(10));
    try (Connection connection = Nats.connect(bed.nats.url())) {
      JetStreamSubscription worker =
          connection
              .jetStream()
              .subscribe(
                  SandboxSchema.SUBJECT, PullSubscribeOptions.builder().durable("worker").build());
      for (Message message : worker.fetch(11, RelayTestBed.LIMIT)) {
        message.ackSync(RelayTestBed.LIMIT);
      }
    }
    bed.forgetPosition();
    Relay relay = bed.relay(settings(10));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 20);
    stop(relay);

    assertThat(relay.snapshot().counters().duplicates()).isEqualTo(20);
    // Ten rows and the record of the second term are left.
    assertThat(bed.stream.count()).isEqualTo(11);
  }

  /** What an operator sees meanwhile, where the server answers all the time. */
  @Test
  @Thorough
  void aLongLookThroughTheStreamSaysHowFarItIs() throws Exception {
    bed.insert(25_000, PAST);
    Relay relay = bed.relay(settings(5_000));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 25_000);
    bed.awaitAllRelayed();
    stop(relay);
    bed.forgetPosition();
    Queue<String> steps = new ConcurrentLinkedQueue<>();
    Relay again = bed.relay(settings(5_000));
    again.addListener(
        now -> {
          if (now.state() instanceof RelayState.Starting starting) {
            steps.add(starting.step());
          }
        });

    again.start(Askers.TEST);
    var _ = await(again, RelayState.Running.class);
    stop(again);

    assertThat(steps)
        .containsSubsequence(
            "Comparing checkpoint and stream",
            "Comparing checkpoint and stream: 10,000 of 25,001",
            "Comparing checkpoint and stream: 20,000 of 25,001");
    assertThat(log.lines())
        .contains("INFO Comparing checkpoint and stream: 10,000 of 25,001, for txlog")
        .noneMatch(line -> line.contains("no reply"));
  }

  /** Of millions of messages, in a time that is not enough for them. */
  @Test
  @Thorough
  void aLongLookThroughTheStreamGoesOnWhereItWasGivenUp() throws Exception {
    bed.insert(40_000, PAST);
    Relay relay = bed.relay(settings(5_000));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 40_000);
    bed.awaitAllRelayed();
    stop(relay);
    bed.forgetPosition();
    bed.stream.shortenDeduplication();
    Relay slow =
        bed.relay(
            settings(5_000),
            bed.mariaDb(bed.mariaDb.app()),
            bed.nats(),
            TrialLimits.scan(Duration.ofMillis(400)));

    slow.start(Askers.TEST);
    awaitAcknowledged(slow, 40_000);
    bed.awaitAllRelayed();
    stop(slow);

    bed.assertExactlyOnce();
  }

  private Path store() {
    return bed.nats.folder().resolve("store");
  }

  private Path copy() throws Exception {
    bed.nats.stop(Duration.ofSeconds(5));
    Path copy = bed.nats.folder().resolve("copy");
    copy(store(), copy);
    bed.nats.restart();
    return copy;
  }

  private void restore(Path copy) throws Exception {
    bed.nats.stop(Duration.ofSeconds(5));
    try (Stream<Path> files = Files.walk(store())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    copy(copy, store());
    bed.nats.restart();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private void publishForeign(int messages) throws Exception {
    try (Connection nats = Nats.connect(bed.nats.url())) {
      for (int i = 0; i < messages; i++) {
        var _ = nats.jetStream().publish(SandboxSchema.SUBJECT, new byte[0]);
      }
    }
  }

  /** The stream is as long as it was, by what others have published since. */
  @Test
  void anOlderCopyIsNoticedThoughOthersHaveMadeItLonger() throws Exception {
    bed.insert(5, PAST);
    operator.relayAll(settings(10));
    Path copy = copy();
    bed.insert(5, PAST.plusSeconds(1));
    operator.relayAll(settings(10));
    restore(copy);
    publishForeign(20);
    bed.insert(1, PAST.plusSeconds(2));
    Relay relay = bed.relay(settings(10));

    relay.start(Askers.TEST);
    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message())
        .startsWith("stream TXLOG has another message 12 than the checkpoint")
        .endsWith("rows that count as relayed are not in it");
    assertThat(new RelayCheck(bed.bench(settings(10))).findings().getLast())
        .extracting(Finding::result, Finding::words)
        .containsExactly(
            Finding.Result.FAILED,
            "it is at message 12, where the stream has another one: it was restored from an older"
                + " copy");
    Relay resending = bed.relay(settings(10).withChangedStream(ChangedStream.RESEND));
    resending.start(Askers.TEST);
    var _ = await(resending, now -> now.counters().acknowledged() >= 11);
    bed.awaitAllRelayed();
    stop(resending);
    bed.assertExactlyOnce();
  }

  /** The same term goes on, and nothing but its own memory tells it. */
  @Test
  void anOlderCopyOfTheSameTermIsNoticedWhileTheRelayPolls() throws Exception {
    bed.insert(5, PAST);
    Relay relay = bed.relay(settings(10));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 5);
    bed.awaitAllRelayed();
    Path copy = copy();
    bed.insert(5, PAST.plusSeconds(1));
    awaitAcknowledged(relay, 10);
    bed.awaitAllRelayed();
    restore(copy);
    publishForeign(20);
    bed.insert(1, PAST.plusSeconds(2));

    Failure failure = await(relay, RelayState.Failed.class).cause();

    assertThat(failure.message()).contains("rows that count as relayed are not in it");
  }
}
