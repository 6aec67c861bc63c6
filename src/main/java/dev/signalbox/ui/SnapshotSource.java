package dev.signalbox.ui;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something whose state the window shows. Today the engine runs in this process; the window does
 * not care, since all it gets are immutable snapshots.
 *
 * <p>Threading: both methods may be called from any thread and never block; listeners are called on
 * any thread, in order.
 */
public interface SnapshotSource<T> {

  /** The present snapshot. */
  T snapshot();

  /** Adds a listener that hears every later snapshot, and may hear the present one first. */
  void addListener(Consumer<T> listener);

  static <T> SnapshotSource<T> of(Supplier<T> snapshot, Consumer<Consumer<T>> addListener) {
    return new SnapshotSource<>() {
      @Override
      public T snapshot() {
        return snapshot.get();
      }

      @Override
      public void addListener(Consumer<T> listener) {
        addListener.accept(listener);
      }
    };
  }
}
