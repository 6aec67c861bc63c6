package dev.signalbox.fleet.window;

import dev.signalbox.base.SnapshotListeners;
import dev.signalbox.base.Subscription;
import dev.signalbox.journal.Transition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * Changes of state that were asked for again and again, each told once.
 *
 * <p>Threading: any thread, returns at once.
 */
final class ChangesFeed {
  /** As many as an engine keeps, and then some. */
  private static final int MOST = 6_000;

  private final SequencedSet<Transition> known = new LinkedHashSet<>();
  private final SnapshotListeners<List<Transition>> listeners = new SnapshotListeners<>();

  /** These were told, oldest first; those among them that are known already are no news. */
  synchronized void take(List<Transition> told) {
    List<Transition> news = new ArrayList<>();
    for (Transition change : told) {
      if (known.add(change)) {
        news.add(change);
      }
    }
    while (known.size() > MOST) {
      known.removeFirst();
    }
    if (!news.isEmpty()) {
      listeners.tell(List.copyOf(news));
    }
  }

  /** How many are known. */
  synchronized int size() {
    return known.size();
  }

  /** Tells what is known first, then each new one. */
  synchronized Subscription listen(Consumer<List<Transition>> listener) {
    Consumer<List<Transition>> added = news -> listener.accept(news);
    return listeners.add(added, List.copyOf(known));
  }
}
