package dev.signalbox.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of state of each endpoint and relay, oldest first. A state that goes on with
 * the same cause is one entry. Thread-safe.
 */
public final class TransitionHistory {
  private final int capacity;
  private final Map<String, Deque<Transition>> histories = new HashMap<>();

  /** Keeps that many transitions of each subject. */
  public TransitionHistory(int capacity) {
    this.capacity = capacity;
  }

  public synchronized void record(String subject, Transition transition) {
    Deque<Transition> history = histories.computeIfAbsent(subject, _ -> new ArrayDeque<>());
    if (continues(history.peekLast(), transition)) {
      return;
    }
    history.addLast(transition);
    if (history.size() > capacity) {
      history.removeFirst();
    }
  }

  private static boolean continues(@Nullable Transition last, Transition next) {
    return last != null && last.state().equals(next.state()) && last.cause().equals(next.cause());
  }

  public synchronized List<Transition> of(String subject) {
    return List.copyOf(histories.getOrDefault(subject, new ArrayDeque<>()));
  }
}
