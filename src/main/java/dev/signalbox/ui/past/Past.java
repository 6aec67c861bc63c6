package dev.signalbox.ui.past;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of the past. An immutable value.
 *
 * @param transitions of each subject, oldest first
 * @param watched when the engine was there to see
 */
public record Past(Map<Subject, List<Transition>> transitions, List<Stretch> watched) {
  /** Nothing is known. */
  public static final Past NONE = new Past(Map.of(), List.of());

  public Past {
    transitions = Map.copyOf(transitions);
    watched = List.copyOf(watched);
  }

  /** As much of it as had happened by then. */
  public Past until(Instant moment) {
    return new Past(
        transitions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        entry.getValue().stream()
                            .filter(transition -> !transition.at().isAfter(moment))
                            .toList())),
        watched);
  }

  /** The states of one object in a time that ends now. */
  public Strip strip(Subject subject, Instant from, Instant now) {
    return Strip.of(transitions.getOrDefault(subject, List.of()), watchedUntil(now), from, now);
  }

  /** The state of one object at a moment, or why it is not known. */
  public Segment at(Subject subject, Instant moment, Instant now) {
    Instant end = now.isAfter(moment) ? now : moment.plusMillis(1);
    Strip strip = strip(subject, moment.minus(PastModel.REACH), end);
    return acrossSleep(strip.segments(), strip.indexAt(moment));
  }

  /** A state that was the same before and after the computer slept has lasted all the time. */
  private static Segment acrossSleep(List<Segment> segments, int index) {
    Segment state = segments.get(index);
    int first = index;
    while (first >= 2
        && segments.get(first - 1).signal() == Signal.ASLEEP
        && state.continues(segments.get(first - 2))) {
      first -= 2;
    }
    return segments.get(first).until(state.to());
  }

  /** The engine that is watched now has been there until now: it is asked now and then only. */
  private List<Stretch> watchedUntil(Instant now) {
    if (watched.isEmpty()) {
      return watched;
    }
    Stretch last = watched.getLast();
    boolean past = !now.isAfter(last.to());
    if (past || last.to().plus(PastModel.ASKED_EVERY.multipliedBy(2)).isBefore(now)) {
      return watched;
    }
    List<Stretch> present = new ArrayList<>(watched.subList(0, watched.size() - 1));
    present.add(new Stretch(last.from(), now, last.before()));
    return present;
  }
}
