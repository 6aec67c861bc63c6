package dev.signalbox.journal;

import dev.signalbox.base.SnapshotListeners;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The newest transitions of each subject, in the order in which they were recorded. A state that
 * goes on with the same cause is one entry. Bounded for each subject, so that one which never comes
 * to rest does not push out the others, and in total.
 *
 * <p>Threading: any thread, returns at once. Listeners are called in order, without a lock, on a
 * thread that is nobody else's.
 */
public final class TransitionHistory {
  /** So many are kept of each subject unless told otherwise. */
  public static final int OF_EACH_SUBJECT = 1_000;

  /** So many are kept of all together unless told otherwise. */
  public static final int IN_TOTAL = 5_000;

  private final int ofEachSubject;
  private final int inTotal;
  private final Object lock = new Object();
  private final SequencedMap<Long, Transition> transitions = new LinkedHashMap<>();
  private final Map<Subject, Deque<Numbered>> bySubject = new HashMap<>();
  private final SnapshotListeners<List<Transition>> listeners = new SnapshotListeners<>();

  /** Rises by one with each entry; what was read back lies below zero. */
  private long next;

  /**
   * A transition and its number.
   *
   * @param number rises by one with each entry; a gap means that some were pushed out
   */
  record Numbered(long number, Transition transition) {}

  /** Keeps the usual number of transitions. */
  public TransitionHistory() {
    this(OF_EACH_SUBJECT, IN_TOTAL);
  }

  /** Keeps at most that many transitions of each subject, and of all subjects together. */
  public TransitionHistory(int ofEachSubject, int inTotal) {
    this.ofEachSubject = ofEachSubject;
    this.inTotal = inTotal;
  }

  /** Adds a transition, unless the subject's last one said the same. */
  public void record(Transition transition) {
    synchronized (lock) {
      if (add(next, transition)) {
        next++;
        listeners.tell(List.of(transition));
      }
    }
  }

  /** Puts what an earlier run left, oldest first, before all that is here. To be called once. */
  void restore(List<Transition> earlier) {
    synchronized (lock) {
      List<Numbered> present = after(Long.MIN_VALUE);
      transitions.clear();
      bySubject.clear();
      long number = -earlier.size();
      for (Transition transition : earlier) {
        add(number++, transition);
      }
      present.forEach(one -> add(one.number(), one.transition()));
      listeners.tell(List.copyOf(earlier));
    }
  }

  private boolean add(long number, Transition transition) {
    Deque<Numbered> own = bySubject.computeIfAbsent(transition.subject(), _ -> new ArrayDeque<>());
    if (!own.isEmpty() && transition.continues(own.getLast().transition())) {
      return false;
    }
    own.addLast(new Numbered(number, transition));
    transitions.put(number, transition);
    if (own.size() > ofEachSubject) {
      transitions.remove(own.removeFirst().number());
    }
    if (transitions.size() > inTotal) {
      removeOldest();
    }
    return true;
  }

  private void removeOldest() {
    Map.Entry<Long, Transition> oldest = transitions.pollFirstEntry();
    Subject subject = oldest.getValue().subject();
    Deque<Numbered> own = Objects.requireNonNull(bySubject.get(subject));
    own.removeFirst();
    if (own.isEmpty()) {
      bySubject.remove(subject);
    }
  }

  /** The newest transitions of one subject, oldest first. */
  public List<Transition> of(Subject subject, int limit) {
    synchronized (lock) {
      Deque<Numbered> own = bySubject.getOrDefault(subject, new ArrayDeque<>());
      return own.reversed().stream().limit(limit).map(Numbered::transition).toList().reversed();
    }
  }

  /** The newest transitions of all subjects, oldest first. */
  public List<Transition> newest(int limit) {
    synchronized (lock) {
      return transitions.sequencedValues().reversed().stream().limit(limit).toList().reversed();
    }
  }

  /** All subjects of which something is kept. */
  public Set<Subject> subjects() {
    synchronized (lock) {
      return Set.copyOf(bySubject.keySet());
    }
  }

  /** What was recorded after that number and is still here, oldest first. */
  List<Numbered> after(long number) {
    synchronized (lock) {
      return transitions.sequencedEntrySet().reversed().stream()
          .takeWhile(entry -> entry.getKey() > number)
          .map(entry -> new Numbered(entry.getKey(), entry.getValue()))
          .toList()
          .reversed();
    }
  }

  /**
   * Adds a listener. It hears all that is kept first, oldest first, which may be nothing; then each
   * new transition, none left out and none twice.
   */
  public void addListener(Consumer<List<Transition>> listener) {
    synchronized (lock) {
      listeners.add(listener, List.copyOf(transitions.sequencedValues()));
    }
  }

  /** Removes a listener; a call to it that is under way is not waited for. */
  public void removeListener(Consumer<List<Transition>> listener) {
    listeners.remove(listener);
  }
}
