package dev.signalbox.relay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.relay.state.StopMode;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The one place where a run waits. */
class RunControlTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final long REAL_SECONDS = 10;

  private final ManualScheduler time = new ManualScheduler();
  private final RunControl control = new RunControl(time);

  @Test
  void waitsThatFollowOneAnotherShareOneAlarm() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    CompletableFuture<Integer> waited =
        onVirtualThread(
            () -> {
              int waits = 0;
              try (RunControl.Waiting waiting = control.waiting()) {
                while (arrived.get() < 1_000) {
                  int seen = arrived.get();
                  assertThat(waiting.await(() -> arrived.get() > seen, LIMIT)).isTrue();
                  waits++;
                }
              }
              return waits;
            });
    awaitAlarm();
    for (int i = 0; i < 1_000; i++) {
      arrived.incrementAndGet();
      control.wake();
    }

    assertThat(waited.get(REAL_SECONDS, TimeUnit.SECONDS)).isPositive();
    assertThat(time.scheduled()).isLessThanOrEqualTo(1);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void anAlarmOfAnEarlierWaitDoesNotEndALaterOneTooSoon() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    AtomicBoolean secondBegan = new AtomicBoolean();
    CompletableFuture<Boolean> second =
        onVirtualThread(
            () -> {
              try (RunControl.Waiting waiting = control.waiting()) {
                var _ = waiting.await(() -> arrived.get() > 0, LIMIT);
                return waiting.await(() -> secondBegan.getAndSet(true) && arrived.get() > 1, LIMIT);
              }
            });
    awaitAlarm();
    time.advance(Duration.ofSeconds(3));
    arrived.set(1);
    control.wake();
    await().until(secondBegan::get);

    time.advance(Duration.ofSeconds(2));
    awaitAlarm();
    assertThat(second).isNotDone();
    time.advance(Duration.ofSeconds(3));

    assertThat(second.get(REAL_SECONDS, TimeUnit.SECONDS)).isFalse();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void aShorterWaitIsNotHeldUpByALongerOnesAlarm() throws Exception {
    AtomicInteger arrived = new AtomicInteger();
    CompletableFuture<Boolean> second =
        onVirtualThread(
            () -> {
              try (RunControl.Waiting waiting = control.waiting()) {
                var _ = waiting.await(() -> arrived.get() > 0, LIMIT);
                arrived.set(-1);
                return waiting.await(() -> arrived.get() > 1, Duration.ofSeconds(1));
              }
            });
    awaitAlarm();
    arrived.set(1);
    control.wake();
    await().until(() -> arrived.get() == -1 && time.scheduled() == 2);
    time.advance(Duration.ofSeconds(1));

    assertThat(second.get(REAL_SECONDS, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aStopIsHeardByWhoeverWaits() throws Exception {
    CompletableFuture<Boolean> waited =
        onVirtualThread(() -> control.await(control::isStopped, Duration.ofHours(1)));
    awaitAlarm();
    control.stop(StopMode.FINISH_PAGE);

    assertThat(waited.get(REAL_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void aRunGoesOnAfterAHandOverUnlessItWasToldToStopMeanwhile() {
    control.stop(StopMode.HAND_OVER);
    assertThat(control.isStopped()).isTrue();
    assertThat(control.goesOnAfterHandOver()).isTrue();
    assertThat(control.isStopped()).isFalse();
    assertThat(control.goesOnAfterHandOver()).as("nothing was asked for").isFalse();

    control.stop(StopMode.HAND_OVER);
    control.stop(StopMode.FINISH_PAGE);
    control.stop(StopMode.HAND_OVER);
    assertThat(control.goesOnAfterHandOver()).isFalse();
    assertThat(control.mode()).contains(StopMode.FINISH_PAGE);
  }

  private void awaitAlarm() {
    await().until(() -> time.waiting() == 1);
  }

  private static <T> CompletableFuture<T> onVirtualThread(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable t) {
                result.completeExceptionally(t);
              }
            });
    return result;
  }
}
