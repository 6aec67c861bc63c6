package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class FxWorkExecutorTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final SystemScheduler scheduler = new SystemScheduler();
  private final FxWorkExecutor executor = new FxWorkExecutor(scheduler);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    scheduler.close();
  }

  @Test
  void theBodyRunsOnTheVirtualThreadThatIsReturned() throws Exception {
    CompletableFuture<Thread> seen = new CompletableFuture<>();

    Thread thread = executor.start(work(() -> seen.complete(Thread.currentThread())));

    assertThat(seen.get(5, TimeUnit.SECONDS)).isSameAs(thread);
    assertThat(thread.isVirtual()).isTrue();
    assertThat(thread.getName()).isEqualTo("connect oracle #1");
    assertThat(thread.join(SOON)).isTrue();
  }

  @Test
  void anInterruptReachesTheBody() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        executor.start(
            work(
                () -> {
                  begun.countDown();
                  try {
                    release.await();
                    interrupted.complete(false);
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                }));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

    thread.interrupt();

    assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(thread.join(SOON)).isTrue();
  }

  @Test
  void progressIsElapsedTimeByTimeAllowed() throws Exception {
    List<Double> seen = new CopyOnWriteArrayList<>();
    ObservableValue<Number> progress =
        WaitForAsyncUtils.asyncFx(() -> executor.progress("connection oracle"))
            .get(5, TimeUnit.SECONDS);
    WaitForAsyncUtils.asyncFx(
            () -> progress.addListener((_, _, now) -> seen.add(now.doubleValue())))
        .get(5, TimeUnit.SECONDS);

    executor.start(work(this::awaitRelease));

    await().atMost(SOON).until(() -> seen.stream().anyMatch(p -> p > 0.3));
    assertThat(seen.stream().filter(p -> p >= 0).toList()).isSorted().allMatch(p -> p <= 1);
  }

  @Test
  void progressFollowsTheNextAttempt() throws Exception {
    ObservableValue<Number> progress =
        WaitForAsyncUtils.asyncFx(() -> executor.progress("connection oracle"))
            .get(5, TimeUnit.SECONDS);
    executor.start(work(this::awaitRelease));
    await().atMost(SOON).until(() -> valueOf(progress) > 0.2);

    executor.start(work(this::awaitRelease));

    await().atMost(SOON).until(() -> valueOf(progress) < 0.2);
  }

  @Test
  void aRelayOfTheSameNameHasAProgressOfItsOwn() throws Exception {
    ObservableValue<Number> progress =
        WaitForAsyncUtils.asyncFx(() -> executor.progress("connection oracle"))
            .get(5, TimeUnit.SECONDS);
    executor.start(work(this::awaitRelease));
    await().atMost(SOON).until(() -> valueOf(progress) > 0.2);

    // Work without an end would show none, if it were taken for the connection's.
    executor.start(new Work("poll oracle #1", "relay oracle", Optional.empty(), () -> {}));

    WaitForAsyncUtils.waitForFxEvents();
    assertThat(valueOf(progress)).isGreaterThan(0.2);
  }

  @Test
  void aBodyThatThrowsIsNotPassedOver() throws Exception {
    CompletableFuture<Throwable> reported = new CompletableFuture<>();
    IllegalStateException fault = new IllegalStateException("fault");

    executor.start(
        work(
            () -> {
              Thread.currentThread()
                  .setUncaughtExceptionHandler((_, thrown) -> reported.complete(thrown));
              throw fault;
            }));

    assertThat(reported.get(5, TimeUnit.SECONDS)).isSameAs(fault);
  }

  @Test
  void withoutAToolkitItIsTheBareThread() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutToolkit.class.getName())
            .inheritIO()
            .start();

    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
  }

  @Test
  void itRunsOnAfterTheSchedulerHasClosed() throws Exception {
    scheduler.close();
    CountDownLatch ran = new CountDownLatch(1);

    executor.start(work(ran::countDown));

    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private static double valueOf(ObservableValue<Number> progress) throws Exception {
    return WaitForAsyncUtils.asyncFx(() -> progress.getValue().doubleValue())
        .get(5, TimeUnit.SECONDS);
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Work work(Runnable body) {
    Deadline limit = Deadline.in(Duration.ofSeconds(2));
    return new Work("connect oracle #1", "connection oracle", Optional.of(() -> limit), body);
  }
}
