package dev.signalbox.base;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Those who want to hear each snapshot of one source, and the order in which they do.
 *
 * <p>Threading: called from any thread, returns at once. New snapshots, listeners and waits come
 * under the source's lock, which fixes their order; listeners are called on a thread of their own.
 */
public final class SnapshotListeners<S> {
  private final Outbox outbox = new Outbox();
  private final List<Consumer<S>> listeners = new CopyOnWriteArrayList<>();

  /** Tells everyone who listens now; who comes later begins with a later snapshot. */
  public void tell(S snapshot) {
    listeners.forEach(listener -> tell(listener, snapshot));
  }

  /** Runs something, such as writing a log line, once everything told so far has been heard. */
  public void afterwards(Runnable action) {
    outbox.add(action);
  }

  /** Adds a listener, which hears the present snapshot first. */
  public Subscription add(Consumer<S> listener, S present) {
    listeners.add(listener);
    tell(listener, present);
    return () -> remove(listener);
  }

  /** Removes a listener; a call to it that is under way is not waited for. */
  public void remove(Consumer<S> listener) {
    listeners.remove(listener);
  }

  /**
   * Completes with the first snapshot, from the present one on, that satisfies the condition. The
   * caller bounds the wait; a future that the caller completes or cancels is forgotten.
   */
  public CompletableFuture<S> when(Predicate<S> condition, S present) {
    CompletableFuture<S> future = new CompletableFuture<>();
    Consumer<S> listener =
        snapshot -> {
          if (condition.test(snapshot)) {
            future.complete(snapshot);
          }
        };
    var _ = future.whenComplete((_, _) -> remove(listener));
    add(listener, present);
    return future;
  }

  private void tell(Consumer<S> listener, S snapshot) {
    outbox.add(
        () -> {
          if (listeners.contains(listener)) {
            listener.accept(snapshot);
          }
        });
  }
}
