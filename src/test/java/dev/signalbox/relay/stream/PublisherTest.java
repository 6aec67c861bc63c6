package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayExamples;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.stream.window.AckWindow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while rows are being sent is noticed at once. */
@Timeout(60)
class PublisherTest {
  @AutoClose private final PublisherTrial trial = new PublisherTrial();
  private final TrialTraffic traffic = new TrialTraffic();

  @Test
  void aStopWhileRowsAreSentEndsTheWaitForAcknowledgements() throws Exception {
    AckWindow window = trial.window(2);
    trial.server().suspend();
    trial.whileSending(1, () -> trial.control().stop(StopMode.AT_ONCE));

    long begun = System.nanoTime();
    assertThatThrownBy(() -> trial.publish(window, traffic))
        .isInstanceOf(RunStoppedException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(RelayLimits.STANDARD.publishing().acknowledgement().dividedBy(2));
    assertThat(window.status().outstanding()).isEqualTo(2);
    trial.server().resume();
  }

  @Test
  void theLatencyThatItTellsLiesWithinWhatThePublishingTook() throws Exception {
    AckWindow window = trial.window(3);

    long begun = System.nanoTime();
    trial.publish(window, traffic);
    Duration whole = Duration.ofNanos(System.nanoTime() - begun);

    PublishLatency latency = trial.latency().orElseThrow();
    assertThat(latency.least()).isPositive().isLessThanOrEqualTo(latency.most());
    assertThat(latency.most()).isLessThanOrEqualTo(whole);
  }

  @Test
  void aRowThatIsNotSentAnyMoreIsNotWaitedFor() {
    AckWindow window = trial.window(3);
    trial.whileSending(
        0,
        () -> {
          await().pollInSameThread().until(() -> window.status().acknowledged() == 1);
          trial.control().stop(StopMode.AT_ONCE);
        });

    assertThatThrownBy(() -> trial.publish(window, traffic))
        .isInstanceOf(RunStoppedException.class);

    assertThat(window.status().acknowledged()).isEqualTo(1);
    assertThat(window.status().outstanding()).isZero();
  }

  @Test
  void nothingMoreIsSentFromTheMomentThatTheLeaseIsLost() {
    AckWindow window = trial.window(5);
    RelayException loss = new RelayException(RelayExamples.FAILURE, Recovery.NONE);
    trial.whileSending(1, () -> traffic.lose(loss));

    assertThatThrownBy(() -> trial.publish(window, traffic)).isEqualTo(loss);

    assertThat(trial.sent()).isEqualTo(2);
  }

  @Test
  void whatIsAcknowledgedWhileTheRestIsToldCountsAsWell() throws Exception {
    AckWindow window = trial.window(3);
    trial.whileTelling(
        () -> await().pollInSameThread().until(() -> window.status().outstanding() == 0));

    trial.publish(window, traffic);

    assertThat(traffic.acknowledgedRows()).isEqualTo(3);
  }

  /** Or the counters, at which nobody looks after the last commit, stay behind. */
  @Test
  void noRowIsCommittedThatIsNotCounted() throws Exception {
    AckWindow window = trial.window(3);
    List<Integer> uncounted = new CopyOnWriteArrayList<>();
    traffic.whileAcknowledging(() -> uncounted.add(traffic.acknowledgedRows() - trial.counted()));
    trial.holdBack(2);
    trial.whileCounting(
        () -> {
          await().pollInSameThread().until(trial::isHeldBack);
          trial.release();
          await().pollInSameThread().until(() -> window.status().outstanding() == 0);
        });

    trial.publish(window, traffic);

    assertThat(trial.counted()).isEqualTo(3);
    assertThat(uncounted).containsExactly(0);
  }

  @Test
  void pagesThatAreReadMeanwhileFollowInOrder() throws Exception {
    AckWindow window = trial.window(700);
    traffic.with(PublisherTrial.page(700, 700)).with(PublisherTrial.page(1400, 10));

    trial.publish(window, traffic);

    assertThat(trial.storedRows())
        .isEqualTo(IntStream.range(0, 1410).mapToObj(Integer::toString).toList());
    assertThat(traffic.acknowledgedRows()).isEqualTo(1410);
    assertThat(traffic.acknowledged().getLast().to().id()).isEqualTo("1409");
  }

  @Test
  void aStopFinishesThePagesInFlightAndTakesNoOther() throws Exception {
    AckWindow window = trial.window(100);
    traffic.with(PublisherTrial.page(100, 600)).with(PublisherTrial.page(700, 100));
    trial.whileSending(300, () -> trial.control().stop(StopMode.FINISH_PAGE));

    trial.publish(window, traffic);

    assertThat(traffic.hasPage()).isTrue();
    assertThat(trial.storedRows()).hasSize(700);
    assertThat(traffic.acknowledgedRows()).isEqualTo(700);
  }

  @Test
  void anUrgentStopLeavesWhatIsAcknowledgedOfTwoPagesToCount() throws Exception {
    AckWindow window = trial.window(100);
    traffic.with(PublisherTrial.page(100, 100));
    trial.server().suspend();
    trial.whileSending(199, () -> trial.control().stop(StopMode.AT_ONCE));

    long begun = System.nanoTime();
    assertThatThrownBy(() -> trial.publish(window, traffic))
        .isInstanceOf(RunStoppedException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(window.covered()).isEmpty();
    assertThat(traffic.acknowledged()).isEmpty();
    trial.server().resume();
  }

  /** Nothing is committed that is not acknowledged, with all before it, however much is behind. */
  @Test
  void anAnswerThatIsHeldBackHoldsBackAllThatComesAfterIt() throws Exception {
    AckWindow window = trial.window(100);
    traffic.with(PublisherTrial.page(100, 100)).with(PublisherTrial.page(200, 100));
    trial.holdBack(150);
    try (ExecutorService run = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> publishing =
          run.submit(
              () -> {
                trial.publish(window, traffic);
                return true;
              });
      await().until(() -> trial.isHeldBack() && window.status().outstanding() == 1);
      await().until(() -> !traffic.acknowledged().isEmpty());
      assertThat(publishing.isDone()).isFalse();
      assertThat(traffic.acknowledgedRows()).isBetween(100, 150);
      assertThat(window.status().acknowledged()).isEqualTo(50);

      trial.release();
      publishing.get(5, TimeUnit.SECONDS);
    }
    assertThat(traffic.acknowledgedRows()).isEqualTo(300);
    assertThat(traffic.acknowledged().getLast().to().id()).isEqualTo("299");
  }
}
