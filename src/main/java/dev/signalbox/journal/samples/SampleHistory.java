package dev.signalbox.journal.samples;

import dev.signalbox.journal.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine's record of what it measures. Bounded: at most {@value #MOST_TRACES} measures of
 * subjects are kept, each in 84 kB once it is a month old; what comes beyond is not.
 *
 * <p>Threading: any thread, returns at once.
 */
public final class SampleHistory {
  static final int MOST_TRACES = 600;

  private final Object lock = new Object();
  private final Map<Key, Trace> traces = new TreeMap<>(Key.ORDER);
  private final Watch watch = new Watch();

  /** The engine is there at this moment, whatever it measures. */
  public void watch(Instant now) {
    synchronized (lock) {
      watch.at(now);
    }
  }

  /**
   * Records a value that held from just behind one moment up to another.
   *
   * @param after the moment of the last measurement, or {@code to} if there was none lately
   */
  public void record(Subject subject, Measure measure, Instant after, Instant to, double value) {
    Key key = new Key(subject, measure);
    synchronized (lock) {
      Trace trace = traces.get(key);
      if (trace == null && traces.size() < MOST_TRACES) {
        trace = new Trace();
        traces.put(key, trace);
      }
      if (trace != null) {
        trace.put(after, to, value);
      }
    }
  }

  /**
   * What was measured in a time, as finely as it is still known.
   *
   * @param now how long ago {@code from} is decides how finely
   * @param atMost so many buckets at most; at least one
   */
  public Samples between(Subject subject, Instant from, Instant to, Instant now, int atMost) {
    Step step = Step.reaching(Duration.between(from, now));
    long first = step.bucket(from);
    long count = Math.max(1, Math.min(step.buckets(), step.bucket(to) - first + 1));
    int merged = Math.toIntExact(Math.ceilDiv(count, Math.max(1, atMost)));
    int buckets = Math.toIntExact(Math.ceilDiv(count, merged));
    List<Series> series = new ArrayList<>();
    synchronized (lock) {
      for (Measure measure : Measure.values()) {
        Trace trace = traces.get(new Key(subject, measure));
        if (trace != null) {
          series.add(Series.of(measure, trace.ring(step), first, buckets, merged));
        }
      }
      return new Samples(
          step.start(first), step.width().multipliedBy(merged), series, watch.between(from, to));
    }
  }

  /** All there is at one step, for writing it down. */
  Recorded recorded(Step step) {
    synchronized (lock) {
      Map<Key, Ring> rings = new TreeMap<>(Key.ORDER);
      traces.forEach((key, trace) -> rings.put(key, trace.ring(step).copy()));
      return new Recorded(watch.all(), rings);
    }
  }

  /** Puts what an earlier run left before what is here. */
  void restore(Map<Step, Recorded> earlier) {
    Map<Key, Map<Step, Ring>> rings = new TreeMap<>(Key.ORDER);
    earlier.forEach(
        (step, recorded) ->
            recorded
                .rings()
                .forEach(
                    (key, ring) ->
                        rings
                            .computeIfAbsent(key, _ -> new EnumMap<>(Step.class))
                            .put(step, ring)));
    List<Stretch> longest =
        earlier.values().stream()
            .map(Recorded::watched)
            .filter(watched -> !watched.isEmpty())
            .max((one, other) -> one.getLast().to().compareTo(other.getLast().to()))
            .orElse(List.of());
    synchronized (lock) {
      watch.restore(longest);
      rings.forEach(
          (key, read) -> {
            if (traces.size() < MOST_TRACES || traces.containsKey(key)) {
              traces.computeIfAbsent(key, _ -> new Trace()).restore(read);
            }
          });
    }
  }
}
