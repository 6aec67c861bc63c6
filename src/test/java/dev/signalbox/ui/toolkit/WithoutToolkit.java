package dev.signalbox.ui.toolkit;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor.Work;
import java.time.Duration;
import java.util.Optional;

/** A program that never starts the toolkit; ends with 0 if its work ran all the same. */
final class WithoutToolkit {
  private WithoutToolkit() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      StringBuilder done = new StringBuilder();
      Thread thread =
          new FxWorkExecutor(scheduler)
              .start(
                  new Work(
                      "connect",
                      "connection oracle",
                      Optional.of(() -> Deadline.in(Duration.ofSeconds(1))),
                      () -> done.append("done")));
      boolean ended = thread.join(Duration.ofSeconds(5));
      System.exit(ended && thread.isVirtual() && done.length() > 0 ? 0 : 1);
    }
  }
}
