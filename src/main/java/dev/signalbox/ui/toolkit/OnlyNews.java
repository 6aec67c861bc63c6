package dev.signalbox.ui.toolkit;

import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the first value, and of the others each that is news after the one passed on last.
 *
 * <p>Threading: {@link #accept} may be called from any thread, by one at a time, and blocks no more
 * than whatever it passes values on to.
 */
public final class OnlyNews<T> implements Consumer<T> {
  private final BiPredicate<T, T> isNewsAfter;
  private final Consumer<T> listener;
  private volatile @Nullable T last;

  /**
   * Has passed on nothing yet.
   *
   * @param isNewsAfter whether the first of two values is news to whoever knows the second
   */
  public OnlyNews(BiPredicate<T, T> isNewsAfter, Consumer<T> listener) {
    this.isNewsAfter = isNewsAfter;
    this.listener = listener;
  }

  @Override
  public void accept(T value) {
    T before = last;
    if (before == null || isNewsAfter.test(value, before)) {
      last = value;
      listener.accept(value);
    }
  }
}
