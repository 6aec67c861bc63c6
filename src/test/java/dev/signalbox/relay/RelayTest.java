package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.PAST;
import static dev.signalbox.relay.RelayTestBed.await;
import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.settings;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Verdict;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Stopwatch;
import io.nats.client.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RelayTest {
  @AutoClose private final RelayTestBed bed = new RelayTestBed();

  @Test
  void rowsFlowInOrderAndTheCheckpointEqualsTheStream() throws Exception {
    bed.insert(250, PAST);
    Relay relay = bed.relay(settings(100));

    assertThat(relay.start(Askers.TEST)).isEqualTo(new Verdict.Accepted());
    awaitAcknowledged(relay, 250);
    bed.insert(30, PAST.plusSeconds(1));
    awaitAcknowledged(relay, 280);
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(relay.snapshot().counters().duplicates()).isZero();
    assertThat(bed.value("SELECT status FROM signalbox_checkpoint")).isEqualTo("STOPPED");
    assertThat(bed.value("SELECT lease_holder IS NULL FROM signalbox_checkpoint")).isEqualTo("1");
  }

  @Test
  void payloadIsOneObjectWithTheColumnsAndHeadersNameTheRow() throws Exception {
    bed.insert(1, PAST.plusNanos(123_456_000));
    Relay relay = bed.relay(settings(100));
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);
    stop(relay);

    Message message = bed.stream.messages().getFirst();
    assertThat(new String(message.getData(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"ID\":\"1\",\"CASE_ID\":\"c\",\"EVENT_TYPE\":\"e\",\"EVENT_DATA\":\"d\","
                + "\"EVENT_TIMESTAMP\":\"2026-01-01T10:00:00.123456\","
                + "\"CREATED_AT\":\"2026-01-01T10:00:00.123456\"}");
    assertThat(message.getHeaders().getFirst("Nats-Msg-Id"))
        .isEqualTo(
            bed.value("SELECT source_id FROM signalbox_checkpoint")
                + ":2026-01-01T10:00:00.123456000:1");
    assertThat(message.getHeaders().getFirst("Sbx-Pos"))
        .isEqualTo("2026-01-01T10:00:00.123456000 / 1");
  }

  @Test
  void rowsOfOneTimestampAreAllRelayedWhereverThePageEnds() throws Exception {
    bed.insert(3, PAST);
    bed.insert(10, PAST.plusNanos(1000));
    bed.insert(3, PAST.plusNanos(2000));
    Relay relay = bed.relay(settings(4));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 16);
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void anEmptyTableIsPolledUntilItHasRows() throws Exception {
    Relay relay = bed.relay(settings(100));

    relay.start(Askers.TEST);
    var _ =
        await(relay, s -> s.counters().cycles() == 0 && s.state() instanceof RelayState.Running);
    bed.insert(1, PAST);
    awaitAcknowledged(relay, 1);
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void rowsOfTheFutureWait() throws Exception {
    bed.insert(1, PAST);
    bed.insert(1, LocalDateTime.of(2099, 1, 1, 0, 0));
    bed.insert(1, PAST.plusSeconds(1));
    Relay relay = bed.relay(settings(100));

    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 2);
    stop(relay);

    assertThat(bed.stream.ids()).containsExactly("1", "3");
  }

  @Test
  void anIntervalIsCutShortByAStop() throws Exception {
    Relay relay = bed.relay(settings("TXLOG_EVENTS", Duration.ofHours(1), 100));
    bed.insert(1, PAST);
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 1);

    Stopwatch stopwatch = Stopwatch.begun();
    stop(relay);

    assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void startingAgainGoesOnWhereItStopped() throws Exception {
    bed.insert(100, PAST);
    Relay relay = bed.relay(settings(40));
    for (int i = 1; i <= 3; i++) {
      relay.start(Askers.TEST);
      awaitAcknowledged(relay, i == 1 ? 100 : 10);
      stop(relay);
      bed.insert(10, PAST.plusSeconds(i));
    }
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, 10);
    stop(relay);

    bed.assertExactlyOnce();
    assertThat(bed.value("SELECT owner_epoch FROM signalbox_checkpoint")).isEqualTo("4");
  }

  @Test
  void stoppingNowAtAnyMomentLosesAndDoublesNothing() throws Exception {
    bed.insert(3000, PAST);
    Relay relay = bed.relay(settings(500));
    for (int i = 0; i < 12; i++) {
      relay.start(Askers.TEST);
      var _ = await(relay, s -> s.state() instanceof RelayState.Running);
      int wanted = i * 300;
      bed.awaitBriefly(
          Duration.ofMillis(7L * i), () -> relay.snapshot().counters().rowsRead() > wanted);
      assertThat(relay.stopNow(Askers.TEST).isAccepted()).isTrue();
      var _ = await(relay, RelayState.Stopped.class);
      assertThat(bed.checkpointed()).isLessThanOrEqualTo(bed.stream.ids().size());
    }
    relay.start(Askers.TEST);
    await().atMost(RelayTestBed.LIMIT).until(() -> bed.checkpointed() == 3000);
    stop(relay);

    bed.assertExactlyOnce();
  }

  @Test
  void commandsThatMakeNoSenseAreRefused() {
    Relay relay = bed.relay(settings(100));

    assertThat(relay.stop(Askers.TEST)).isEqualTo(new Verdict.Refused("not polling"));
    assertThat(relay.cancelStart(Askers.TEST))
        .isEqualTo(new Verdict.Refused("no start is under way"));
    relay.retire();
    assertThat(relay.start(Askers.TEST)).isEqualTo(new Verdict.Refused("Signalbox is closing"));
    assertThat(relay.snapshot().retired()).isTrue();
  }
}
