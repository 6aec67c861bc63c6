package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class LatestOnPulseTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int FLOOD = 50_000;

  private final List<Integer> applied = new CopyOnWriteArrayList<>();
  private final LatestOnPulse<Integer> latest = new LatestOnPulse<>(applied::add);

  @Test
  void aFloodIsAppliedOncePerPulseAndEndsWithItsLastValue() {
    long begun = System.nanoTime();
    for (int i = 1; i <= FLOOD; i++) {
      latest.accept(i);
    }

    await().atMost(SOON).until(() -> !applied.isEmpty() && applied.getLast() == FLOOD);
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(applied).isSorted().hasSizeLessThanOrEqualTo((int) (seconds * 60) + 3);
  }

  @Test
  void whileTheFxThreadIsBusyOnlyOneValueWaits() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          busy.countDown();
          awaitQuietly(release);
        });
    assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i <= FLOOD; i++) {
      latest.accept(i);
    }
    release.countDown();

    await().atMost(SOON).untilAsserted(() -> assertThat(applied).containsExactly(FLOOD));
  }

  @Test
  void everyQuietValueArrives() {
    latest.accept(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(applied).containsExactly(1));

    latest.accept(2);

    await().atMost(SOON).untilAsserted(() -> assertThat(applied).containsExactly(1, 2));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
