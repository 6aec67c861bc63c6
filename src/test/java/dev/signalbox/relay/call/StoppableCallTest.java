package dev.signalbox.relay.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.relay.state.StopMode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StoppableCallTest {
  private static final CallLimits LIMITS =
      new CallLimits(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ZERO);

  private final SystemScheduler scheduler = new SystemScheduler();
  private final RunControl control = new RunControl(scheduler);

  @AfterEach
  void close() {
    scheduler.close();
  }

  private <T, X extends Exception> T call(CallLimits limits, StoppableCall.Body<T, X> body)
      throws X {
    return StoppableCall.run(control, scheduler, limits, body);
  }

  /** Blocks until it is interrupted, and complains as drivers do. */
  private static String block() throws IOException {
    try {
      var _ = new CountDownLatch(1).await(15, TimeUnit.SECONDS);
      return "nobody came";
    } catch (InterruptedException e) {
      throw new IOException("Connection is closed", e);
    }
  }

  private void stopFromElsewhere() {
    scheduler.schedule(Duration.ZERO, () -> control.stop(StopMode.AT_ONCE));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void returnsWhatTheBodyReturnsAndThrowsWhatItThrows() throws Exception {
    String done = call(LIMITS, _ -> "done");
    assertThat(done).isEqualTo("done");
    assertThatThrownBy(
            () ->
                call(
                    LIMITS,
                    _ -> {
                      throw new IOException("broken");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("broken");
  }

  @Test
  void anUrgentStopInterruptsAtOnceAndLeavesNoInterruptBehind() {
    scheduler.schedule(Duration.ofMillis(50), () -> control.stop(StopMode.AT_ONCE));
    long begun = System.nanoTime();

    assertThatThrownBy(() -> call(LIMITS, _ -> block())).isInstanceOf(RunStoppedException.class);

    assertThat(since(begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aPatientStopGivesTheCallItsTime() throws Exception {
    control.stop(StopMode.FINISH_PAGE);
    long begun = System.nanoTime();

    String done = call(LIMITS, _ -> "in time");
    assertThat(done).isEqualTo("in time");
    assertThatThrownBy(() -> call(LIMITS, _ -> block())).isInstanceOf(RunStoppedException.class);

    assertThat(since(begun)).isBetween(Duration.ofMillis(190), Duration.ofSeconds(2));
  }

  @Test
  void theDriverIsAskedFirst() {
    CountDownLatch asked = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                call(
                    LIMITS,
                    call -> {
                      try (RunControl.Registration _ = call.cancelledBy(asked::countDown)) {
                        stopFromElsewhere();
                        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
                        throw new IOException("cancelled by user");
                      }
                    }))
        .isInstanceOf(RunStoppedException.class);
  }

  @Test
  void aDriverThatDoesNotListenIsInterrupted() {
    long begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                call(
                    LIMITS,
                    call -> {
                      try (RunControl.Registration _ =
                          call.cancelledBy(() -> new CountDownLatch(1).await())) {
                        stopFromElsewhere();
                        return block();
                      }
                    }))
        .isInstanceOf(RunStoppedException.class);

    assertThat(since(begun)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
  }

  @Test
  void aCallPastItsLimitIsOverdue() {
    CallLimits brief = new CallLimits(Duration.ofMillis(100), Duration.ZERO, Duration.ZERO);

    assertThatThrownBy(() -> call(brief, _ -> block())).isInstanceOf(CallOverdueException.class);
  }
}
