package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.WorkExecutor.Work;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacedExecutorTest {
  private static final Duration INTERVAL = Duration.ofMillis(48);

  private final ManualScheduler scheduler = new ManualScheduler();
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final WorkExecutor paced =
      new PacedExecutor(WorkExecutor.virtualThreads(), scheduler, 3, INTERVAL);

  @Test
  void someBeginAtOnceAndTheOthersInTheirTurn() throws InterruptedException {
    List<Thread> threads = begin(8);

    awaitBegun(3);
    assertThat(threads).filteredOn(Thread::isAlive).hasSize(5);
    scheduler.advance(INTERVAL);
    awaitBegun(6);
    scheduler.advance(INTERVAL);
    awaitBegun(8);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(begun).doesNotHaveDuplicates();
    scheduler.advance(INTERVAL);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void afterAPauseAsManyBeginAtOnceAgain() {
    begin(3);
    awaitBegun(3);
    scheduler.advance(INTERVAL.multipliedBy(10));

    begin(4);

    awaitBegun(6);
    assertThat(scheduler.waiting()).isEqualTo(3);
  }

  @Test
  void whatIsInterruptedBeginsWithoutATurnAndKnowsIt() throws InterruptedException {
    begin(3);
    awaitBegun(3);
    Thread waiting = paced.start(new Work("given up", () -> begun.add(told())));
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    waiting.interrupt();
    waiting.join();

    assertThat(begun).last().isEqualTo("interrupted");
    assertThat(scheduler.waiting()).isEqualTo(3);
  }

  private static String told() {
    return Thread.currentThread().isInterrupted() ? "interrupted" : "in turn";
  }

  private List<Thread> begin(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> paced.start(new Work("work", () -> begun.add("work " + i))))
        .toList();
  }

  private void awaitBegun(int many) {
    // Whoever has begun has planned when its turn is over, or it would not be the next one's.
    await().until(() -> begun.size() >= many && scheduler.scheduled() >= many);
    assertThat(begun).hasSize(many);
  }
}
