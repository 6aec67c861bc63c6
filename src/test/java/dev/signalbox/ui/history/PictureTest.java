package dev.signalbox.ui.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.journal.samples.Series;
import dev.signalbox.ui.history.Picture.Named;
import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.Signal;
import dev.signalbox.ui.past.StripPainter.Stroke;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:15:00Z");
  private static final Subject NATS = Subject.connection("nats");
  private static final Texts TEXTS = new Texts();

  private static Transition to(Duration ago, String word) {
    return new Transition(NATS, NOW.minus(ago), "", word, Optional.empty(), Optional.empty());
  }

  private static Picture picture(Range range, int width, Transition... transitions) {
    return Picture.of(
        new Picture.Query(
            range,
            width,
            List.of(new Named(NATS, "nats")),
            Optional.of(NATS),
            new Past(Map.of(NATS, List.of(transitions)), List.of()),
            NOW),
        Samples.NONE,
        TEXTS);
  }

  @Test
  void equalPixelsAreOneStroke() {
    List<Stroke> strokes =
        picture(
                Range.QUARTER,
                900,
                to(Duration.ofMinutes(60), "Connected"),
                to(Duration.ofMinutes(10), "Stale"),
                to(Duration.ofMinutes(5), "Connected"))
            .lines()
            .getFirst()
            .strokes();
    assertThat(strokes)
        .containsExactly(
            new Stroke(0, 300, Signal.WELL, "Connected"),
            new Stroke(300, 300, Signal.LOST, "No reply"),
            new Stroke(600, 300, Signal.WELL, "Connected"));
  }

  @Test
  void aFailureOfASecondIsSeenInAMonth() {
    List<Stroke> strokes =
        picture(
                Range.MONTH,
                300,
                to(Duration.ofDays(40), "Running"),
                to(Duration.ofDays(10), "Failed"),
                to(Duration.ofDays(10).minusSeconds(1), "Running"))
            .lines()
            .getFirst()
            .strokes();
    assertThat(strokes)
        .extracting(Stroke::signal)
        .containsExactly(Signal.WELL, Signal.FAILED, Signal.WELL);
    assertThat(strokes.get(1).width()).isEqualTo(1);
  }

  @Test
  void aThousandChangesMakeNoMoreStrokesThanPixels() {
    List<Transition> many = new ArrayList<>();
    for (int i = 1_000; i > 0; i--) {
      many.add(to(Duration.ofMillis(i * 800L), i % 2 == 0 ? "Connecting" : "Waiting"));
    }
    List<Stroke> strokes =
        picture(Range.DAY, 400, many.toArray(Transition[]::new)).lines().getFirst().strokes();
    assertThat(strokes).hasSizeLessThan(10);
    assertThat(strokes.getLast().x() + strokes.getLast().width()).isEqualTo(400);
  }

  @Test
  void missingSamplesBreakTheLine() {
    Samples samples =
        new Samples(
            NOW.minusSeconds(5),
            Duration.ofSeconds(1),
            List.of(
                Series.of(
                    Measure.LATENCY,
                    new float[] {1, 2, Float.NaN, 4, 5},
                    new float[] {1, 3, Float.NaN, 4, 9})),
            List.of());
    Plot plot = Plot.of(samples, new TimeAxis(NOW.minusSeconds(5), NOW, 500)).getFirst();
    assertThat(plot.top()).isEqualTo(10);
    List<List<Plot.Point>> parts = plot.curves().getFirst().parts();
    assertThat(parts).extracting(List::size).containsExactly(2, 2);
    assertThat(parts.getFirst().getLast()).isEqualTo(new Plot.Point(150, 2, 3));
    assertThat(plot.at(Measure.LATENCY, 151)).contains(new Plot.Point(150, 2, 3));
    assertThat(plot.at(Measure.LATENCY, 250)).isEmpty();
  }

  @Test
  void thereIsNoPlotOfWhatIsNotMeasured() {
    assertThat(picture(Range.HOUR, 100).plots()).isEmpty();
  }

  @Test
  void theUpperEdgeIsARoundNumber() {
    assertThat(Plot.nice(0)).isEqualTo(1);
    assertThat(Plot.nice(3.2)).isEqualTo(5);
    assertThat(Plot.nice(1_000)).isEqualTo(1_000);
    assertThat(Plot.nice(1_001)).isEqualTo(2_000);
    assertThat(Plot.nice(0.07)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void theAxisHasFullTimesWithRoomBetweenThem() {
    TimeAxis axis = new TimeAxis(NOW.minus(Duration.ofMinutes(15)), NOW, 380);
    assertThat(axis.ticks(ZoneOffset.UTC))
        .extracting(TimeAxis.Tick::label)
        .containsExactly("10:00", "10:05", "10:10", "10:15");
    assertThat(axis.at(axis.x(NOW.minusSeconds(60)))).isEqualTo(NOW.minusSeconds(60));
    TimeAxis month = new TimeAxis(NOW.minus(Duration.ofDays(30)), NOW, 380);
    assertThat(month.ticks(ZoneOffset.UTC))
        .hasSizeLessThan(6)
        .allSatisfy(tick -> assertThat(tick.label()).containsPattern("^\\d+ \\w{3}$"));
  }

  @Test
  void daysOfAnotherLengthKeepMidnight() {
    Instant end = Instant.parse("2026-03-31T10:00:00Z");
    TimeAxis axis = new TimeAxis(end.minus(Duration.ofDays(7)), end, 900);
    assertThat(axis.ticks(ZoneId.of("Europe/Vienna")))
        .allSatisfy(tick -> assertThat(tick.label()).endsWith("Mar"));
  }
}
