package dev.signalbox.ui.history;

import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.journal.samples.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was measured, as lines: in each pixel the least and the greatest. An immutable value.
 *
 * @param textKey of its name and unit
 * @param top the value at its upper edge
 */
record Plot(String textKey, double top, List<Curve> curves) {
  private static final double NEAR = 2;
  private static final List<Double> NICE = List.of(1.0, 2.0, 5.0, 10.0);

  /**
   * One line.
   *
   * @param parts in order of time; where nothing was measured the line ends
   */
  record Curve(Measure measure, List<List<Point>> parts) {}

  /** What was measured in a pixel, or in the few of one bucket. */
  record Point(double x, float low, float high) {}

  /** The plots of these samples; none of what is not measured. */
  static List<Plot> of(Samples samples, TimeAxis axis) {
    List<Plot> plots = new ArrayList<>();
    of("history.plot.latency", samples, axis, List.of(Measure.LATENCY)).ifPresent(plots::add);
    of(
            "history.plot.rows",
            samples,
            axis,
            List.of(Measure.READ, Measure.PUBLISHED, Measure.ACKNOWLEDGED))
        .ifPresent(plots::add);
    of("history.plot.publish_latency", samples, axis, List.of(Measure.PUBLISH_LATENCY))
        .ifPresent(plots::add);
    of("history.plot.lag", samples, axis, List.of(Measure.LAG)).ifPresent(plots::add);
    return plots;
  }

  private static Optional<Plot> of(
      String textKey, Samples samples, TimeAxis axis, List<Measure> measures) {
    List<Series> series =
        measures.stream().flatMap(measure -> samples.of(measure).stream()).toList();
    if (series.isEmpty()) {
      return Optional.empty();
    }
    double greatest = series.stream().mapToDouble(Series::greatest).max().orElse(0);
    return Optional.of(
        new Plot(
            textKey,
            nice(greatest),
            series.stream()
                .map(one -> new Curve(one.measure(), parts(one, samples, axis)))
                .toList()));
  }

  private static List<List<Point>> parts(Series series, Samples samples, TimeAxis axis) {
    List<List<Point>> parts = new ArrayList<>();
    List<Point> part = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (series.isKnown(i)) {
        part.add(new Point(axis.x(middle(samples, i)), series.low(i), series.high(i)));
      } else if (!part.isEmpty()) {
        parts.add(List.copyOf(part));
        part.clear();
      }
    }
    if (!part.isEmpty()) {
      parts.add(List.copyOf(part));
    }
    return parts;
  }

  private static Instant middle(Samples samples, int bucket) {
    Duration width = samples.width();
    return samples.from().plus(width.multipliedBy(bucket)).plus(width.dividedBy(2));
  }

  /** A value at least as large, with one digit that is easy to read. */
  static double nice(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double digit : NICE) {
      if (digit * power >= value * (1 - 1e-6)) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  /** What that measure was at this place, if anything was measured there. */
  Optional<Point> at(Measure measure, double x) {
    return curves.stream()
        .filter(curve -> curve.measure() == measure)
        .flatMap(curve -> curve.parts().stream())
        .flatMap(List::stream)
        .filter(point -> Math.abs(point.x() - x) <= NEAR)
        .min((one, other) -> Double.compare(Math.abs(one.x() - x), Math.abs(other.x() - x)));
  }
}
