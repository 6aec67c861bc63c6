package dev.signalbox.ui.toolkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * The start of JavaFX, which takes as long as all that can be read meanwhile.
 *
 * <p>Threading: any thread.
 */
public final class ToolkitStart {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  /**
   * Begins it on a thread of its own, unless it has begun. It does not end when the last window is
   * closed.
   *
   * @return completed on the FX thread, or as {@link Platform#startup} failed
   */
  public CompletableFuture<Void> begin() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("toolkit").start(this::start);
    }
    return started;
  }

  private void start() {
    try {
      Platform.startup(
          () -> {
            Platform.setImplicitExit(false);
            started.complete(null);
          });
    } catch (RuntimeException | Error e) {
      started.completeExceptionally(e);
    }
  }
}
