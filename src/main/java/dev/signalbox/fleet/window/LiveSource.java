package dev.signalbox.fleet.window;

import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Subscription;
import dev.signalbox.console.SnapshotSource;
import java.util.function.Consumer;

/** Something whose state comes from elsewhere. Any thread, returns at once. */
final class LiveSource<T> implements SnapshotSource<T> {
  private final SnapshotListeners<T> listeners = new SnapshotListeners<>();
  private final Object lock = new Object();
  private T snapshot;

  LiveSource(T first) {
    snapshot = first;
  }

  /** This is the state now. */
  void show(T next) {
    synchronized (lock) {
      if (!next.equals(snapshot)) {
        snapshot = next;
        listeners.tell(next);
      }
    }
  }

  @Override
  public T snapshot() {
    synchronized (lock) {
      return snapshot;
    }
  }

  @Override
  public Subscription listen(Consumer<T> listener) {
    // Its own, so that one listener may listen twice and leave once.
    Consumer<T> added = news -> listener.accept(news);
    synchronized (lock) {
      return listeners.add(added, snapshot);
    }
  }
}
