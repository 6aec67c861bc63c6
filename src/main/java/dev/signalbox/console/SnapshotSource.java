package dev.signalbox.console;

import dev.signalbox.base.Subscription;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something whose state is shown.
 *
 * <p>Threading: both methods may be called from any thread and never block; listeners are called on
 * any thread, in order.
 */
public interface SnapshotSource<T> {

  /** The present snapshot, as far as it is known here. */
  T snapshot();

  /** Tells every later snapshot, and maybe the present one first, until that is closed. */
  Subscription listen(Consumer<T> listener);

  /** Of something that never changes. */
  static <T> SnapshotSource<T> constant(T value) {
    return of(() -> value, listener -> listener.accept(value), _ -> {});
  }

  /** Of something that has listeners of its own. */
  static <T> SnapshotSource<T> of(
      Supplier<T> snapshot,
      Consumer<Consumer<T>> addListener,
      Consumer<Consumer<T>> removeListener) {
    return new SnapshotSource<>() {
      @Override
      public T snapshot() {
        return snapshot.get();
      }

      @Override
      public Subscription listen(Consumer<T> listener) {
        // Its own, so that one listener may listen twice and leave once.
        Consumer<T> added = news -> listener.accept(news);
        addListener.accept(added);
        return () -> removeListener.accept(added);
      }
    };
  }
}
