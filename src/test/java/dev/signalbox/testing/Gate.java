package dev.signalbox.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds threads up until it is opened; at most half a minute, so that no test hangs on it. */
public final class Gate {
  private static final long LIMIT_SECONDS = 30;

  private final CountDownLatch latch = new CountDownLatch(1);

  public void open() {
    latch.countDown();
  }

  /** Waits as most drivers do: an interrupt ends it. */
  public void await() throws InterruptedException {
    if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The gate was never opened");
    }
  }

  /** Waits as a name lookup does: interrupts are kept for later. */
  public void awaitDeaf() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          await();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits as a driver does that takes an interrupt for the failure of one server of several. */
  public void awaitSwallowing(int interrupts) throws InterruptedException {
    for (int left = interrupts; left > 0; left--) {
      try {
        await();
        return;
      } catch (InterruptedException e) {
        // On to the next server.
      }
    }
    await();
  }
}
