package dev.signalbox.ui.toolkit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Carries the latest value onto the FX thread, at most once in each pulse: however fast values
 * come, there is never more than one of them waiting.
 *
 * <p>Threading: {@link #accept} may be called from any thread and never blocks.
 */
public final class LatestOnPulse<T> implements Consumer<T> {
  private final AtomicReference<@Nullable T> latest = new AtomicReference<>();
  private final Consumer<T> apply;
  private final AnimationTimer nextPulse =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          stop();
          applyLatest();
        }
      };

  /** Applies each value that is still the latest at the next pulse, on the FX thread. */
  public LatestOnPulse(Consumer<T> apply) {
    this.apply = apply;
  }

  @Override
  public void accept(T value) {
    if (latest.getAndSet(value) == null) {
      Platform.runLater(nextPulse::start);
    }
  }

  private void applyLatest() {
    T value = latest.getAndSet(null);
    if (value != null) {
      apply.accept(value);
    }
  }
}
