package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.WorkExecutor.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class FxWorkExecutorTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final FxWorkExecutor executor = new FxWorkExecutor();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
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

  private static Work work(Runnable body) {
    return new Work("connect oracle #1", body);
  }
}
