package dev.signalbox.ui.history;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.past.Signal;
import dev.signalbox.ui.past.StateWords;
import dev.signalbox.ui.past.Strip;
import dev.signalbox.ui.past.StripPainter.Stroke;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that the history shows at one time, ready to be drawn. An immutable value. */
record Picture(TimeAxis axis, List<Line> lines, List<Plot> plots) {
  static final Picture NONE =
      new Picture(new TimeAxis(Instant.EPOCH, Instant.EPOCH, 1), List.of(), List.of());

  /** One object and its strip. */
  record Line(Subject subject, String name, Strip strip, List<Stroke> strokes) {}

  /** What something is called. */
  record Named(Subject subject, String name) {}

  /**
   * What is asked for.
   *
   * @param chosen what was measured of it is shown
   */
  record Query(
      Range range,
      int width,
      List<Named> objects,
      Optional<Subject> chosen,
      Past past,
      Instant now) {
    TimeAxis axis() {
      return new TimeAxis(now.minus(range.length()), now, width);
    }

    /** Whether the answer would look the same: the end has not moved on by a pixel since. */
    boolean looksLike(Query last) {
      Duration passed = Duration.between(last.now, now);
      return range == last.range
          && width == last.width
          && chosen.equals(last.chosen)
          && objects.equals(last.objects)
          && past.equals(last.past)
          && !passed.isNegative()
          && passed.compareTo(range.length().dividedBy(width)) < 0;
    }
  }

  static Picture of(Query query, Samples samples, Texts texts) {
    TimeAxis axis = query.axis();
    List<Line> lines =
        query.objects().stream()
            .map(
                object -> {
                  Strip strip = query.past().strip(object.subject(), axis.from(), axis.to());
                  return new Line(
                      object.subject(), object.name(), strip, strokes(strip, axis, texts));
                })
            .toList();
    return new Picture(axis, lines, Plot.of(samples, axis));
  }

  Optional<Line> line(Subject subject) {
    return lines.stream().filter(line -> line.subject().equals(subject)).findFirst();
  }

  /**
   * What looks the same in neighbouring pixels is drawn as one; its word says as much as holds for
   * all of it.
   */
  static List<Stroke> strokes(Strip strip, TimeAxis axis, Texts texts) {
    List<Signal> columns = strip.columns(axis.width());
    List<Stroke> strokes = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= columns.size(); i++) {
      if (i == columns.size() || columns.get(i) != columns.get(begin)) {
        strokes.add(stroke(strip, axis, begin, i, columns.get(begin), texts));
        begin = i;
      }
    }
    return strokes;
  }

  private static Stroke stroke(
      Strip strip, TimeAxis axis, int begin, int end, Signal signal, Texts texts) {
    Segment first = strip.segments().get(strip.indexAt(axis.at(begin + 1.0)));
    Segment last = strip.segments().get(strip.indexAt(axis.at(end - 1.0)));
    boolean one = first.word().equals(last.word()) && first.signal() == signal;
    return new Stroke(
        begin,
        end - begin,
        signal,
        one ? StateWords.of(first, texts) : StateWords.of(signal, texts));
  }
}
