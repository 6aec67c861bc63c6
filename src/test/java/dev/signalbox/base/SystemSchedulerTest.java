package dev.signalbox.base;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LiveThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemSchedulerTest {
  private final SystemScheduler scheduler = new SystemScheduler();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch last = new CountDownLatch(1);

  @AfterEach
  void close() {
    scheduler.close();
    LiveThreads.awaitNone("signalbox-timer");
  }

  private void after(int millis, Runnable action) {
    scheduler.schedule(Duration.ofMillis(millis), action);
  }

  @Test
  void runsActionsWhenTheyAreDueUnlessCancelled() throws Exception {
    after(1000, last::countDown);
    Scheduler.Cancellation cancellation =
        scheduler.schedule(Duration.ofMillis(500), () -> done.add("cancelled"));
    after(-1000, () -> done.add("overdue"));
    cancellation.cancel();

    assertThat(last.await(10, SECONDS)).isTrue();
    assertThat(done).containsExactly("overdue");
  }

  @Test
  void goesOnAfterAnActionThatFails() throws Exception {
    after(
        0,
        () -> {
          throw new AssertionError("a mistake");
        });
    after(1, last::countDown);

    assertThat(last.await(10, SECONDS)).isTrue();
  }
}
