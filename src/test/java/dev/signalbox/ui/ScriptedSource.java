package dev.signalbox.ui;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.SnapshotSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Shows what it is told to show. */
public final class ScriptedSource<T> implements SnapshotSource<T> {
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
  private volatile T snapshot;

  /** Shows this at first. */
  public ScriptedSource(T initial) {
    snapshot = initial;
  }

  public void show(T next) {
    snapshot = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  @Override
  public T snapshot() {
    return snapshot;
  }

  @Override
  public Subscription listen(Consumer<T> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
