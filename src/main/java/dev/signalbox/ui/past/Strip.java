package dev.signalbox.ui.past;

import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One object's time, without a hole from its beginning to its end. An immutable value.
 *
 * @param segments in order, each begins where the one before ends
 */
public record Strip(Instant from, Instant to, List<Segment> segments) {
  public Strip {
    segments = List.copyOf(segments);
  }

  /**
   * The states of one object in a time.
   *
   * @param transitions its own, oldest first
   * @param watched when somebody was there to see; nothing means that it is not known
   */
  public static Strip of(
      List<Transition> transitions, List<Stretch> watched, Instant from, Instant to) {
    List<Segment> segments = new ArrayList<>();
    if (watched.isEmpty()) {
      states(transitions, from, to, segments);
    } else {
      Instant seen = from;
      boolean first = true;
      for (Stretch stretch : watched) {
        gap(seen, earlier(stretch.from(), to), first, stretch, segments);
        states(transitions, later(stretch.from(), from), earlier(stretch.to(), to), segments);
        seen = later(seen, stretch.to());
        first = false;
      }
      add(Segment.gap(Signal.UNKNOWN, seen, to), segments);
    }
    return new Strip(from, to, segments);
  }

  private static void gap(
      Instant from, Instant to, boolean first, Stretch next, List<Segment> segments) {
    // Before the first stretch that is kept the program may have run without anybody recording it.
    add(Segment.gap(first ? Signal.UNKNOWN : Signal.of(next.before()), from, to), segments);
  }

  private static void states(
      List<Transition> transitions, Instant from, Instant to, List<Segment> segments) {
    int first = lastBefore(transitions, from);
    if (first < 0) {
      Instant known = transitions.isEmpty() ? to : transitions.getFirst().at();
      add(Segment.gap(Signal.UNKNOWN, from, earlier(known, to)), segments);
    }
    for (int i = Math.max(0, first); i < transitions.size(); i++) {
      Instant end = i + 1 < transitions.size() ? transitions.get(i + 1).at() : to;
      Transition began = transitions.get(i);
      if (!began.at().isBefore(to)) {
        break;
      }
      add(Segment.of(began, later(began.at(), from), earlier(end, to)), segments);
    }
  }

  /** The transition whose state holds at that moment; negative if none is known. */
  private static int lastBefore(List<Transition> transitions, Instant at) {
    int index = transitions.size() - 1;
    while (index >= 0 && transitions.get(index).at().isAfter(at)) {
      index--;
    }
    return index;
  }

  private static void add(Segment next, List<Segment> segments) {
    if (!next.from().isBefore(next.to())) {
      return;
    }
    if (!segments.isEmpty() && next.continues(segments.getLast())) {
      segments.add(segments.removeLast().until(next.to()));
    } else {
      segments.add(next);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The most important that was in each of so many equal parts: what lasted a second is seen in a
   * month.
   */
  public List<Signal> columns(int count) {
    Signal[] columns = new Signal[count];
    Arrays.fill(columns, Signal.UNKNOWN);
    double width = (double) Duration.between(from, to).toMillis() / count;
    for (Segment segment : segments) {
      int first = column(segment.from(), width, count);
      // One that ends where a column begins is not in it.
      int last = column(segment.to().minusMillis(1), width, count);
      for (int i = first; i <= Math.max(first, last); i++) {
        columns[i] = segment.signal().compareTo(columns[i]) > 0 ? segment.signal() : columns[i];
      }
    }
    return List.of(columns);
  }

  private int column(Instant at, double width, int count) {
    return Math.clamp((long) (Duration.between(from, at).toMillis() / width), 0, count - 1);
  }

  /** The number of the segment that this moment lies in; the nearest if it lies outside. */
  public int indexAt(Instant at) {
    for (int i = 0; i < segments.size(); i++) {
      if (at.isBefore(segments.get(i).to())) {
        return i;
      }
    }
    return segments.size() - 1;
  }
}
