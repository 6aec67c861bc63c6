package dev.signalbox.ui.toolkit;

import dev.signalbox.base.WorkExecutor.Work;
import java.time.Duration;

/** A program that never starts the toolkit; ends with 0 if its work ran all the same. */
final class WithoutToolkit {
  private WithoutToolkit() {}

  public static void main(String[] arguments) throws InterruptedException {
    StringBuilder done = new StringBuilder();
    Thread thread = new FxWorkExecutor().start(new Work("connect", () -> done.append("done")));
    boolean ended = thread.join(Duration.ofSeconds(5));
    System.exit(ended && thread.isVirtual() && done.length() > 0 ? 0 : 1);
  }
}
