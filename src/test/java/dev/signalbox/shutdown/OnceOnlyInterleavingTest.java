package dev.signalbox.shutdown;

import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Interleavings;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whoever asks for the shutdown, and whenever: it is done once, and all hear the same of it. */
public class OnceOnlyInterleavingTest {
  private static final int SCENARIOS = 40;
  private static final int RUNS = 60;
  private static final long LIMIT_SECONDS = 10;

  private final AtomicInteger flushes = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private final AtomicInteger halts = new AtomicInteger();
  private final Queue<CompletableFuture<ShutdownReport>> answers = new ConcurrentLinkedQueue<>();
  private final ShutdownCoordinator coordinator =
      new ShutdownCoordinator(
          new Roster(),
          new ShutdownCoordinator.Setup(
              Duration.ofSeconds(LIMIT_SECONDS),
              false,
              new ManualScheduler(),
              () -> {},
              _ -> flushes.incrementAndGet() > 0,
              (_, _) -> closes.incrementAndGet(),
              _ -> halts.incrementAndGet()));

  @Operation
  public void signal() {
    answers.add(coordinator.shutdown(new ShutdownReason.Signal(15)));
  }

  @Operation
  public void closeWindow() {
    answers.add(coordinator.shutdown(new ShutdownReason.WindowClosed()));
  }

  @Operation
  public void arm() {
    var _ = coordinator.arm(Askers.TEST);
  }

  @Operation
  public void look() {
    var _ = coordinator.snapshot();
  }

  @Validate
  public void wasDoneOnce() throws Exception {
    Set<ShutdownReport> reports = new HashSet<>();
    for (CompletableFuture<ShutdownReport> answer : answers) {
      reports.add(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    int expected = answers.isEmpty() ? 0 : 1;
    if (reports.size() != expected
        || flushes.get() != expected
        || closes.get() != expected
        || halts.get() != 0) {
      throw new AssertionError(
          "%d answers, %d reports, %d times flushed, %d times closed, %d halts"
              .formatted(answers.size(), reports.size(), flushes.get(), closes.get(), halts.get()));
    }
  }

  @Test
  void shutsDownOnce() {
    Interleavings.explore(OnceOnlyInterleavingTest.class, 0, 2, SCENARIOS, RUNS);
  }
}
