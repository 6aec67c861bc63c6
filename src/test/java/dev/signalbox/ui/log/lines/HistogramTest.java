package dev.signalbox.ui.log.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

  private final Histogram histogram = new Histogram();

  @Test
  void whatIsCountedStaysCountedHoweverLongItGoesOn() {
    for (int i = 0; i < 100_000; i++) {
      histogram.add(BEGIN.plusSeconds(i * 26L), i % 100 == 0 ? Severity.ERROR : Severity.DEBUG);
    }

    Bars bars = histogram.bars(240);
    assertThat(bars.bars()).hasSizeBetween(100, 240);
    assertThat(bars.bars().stream().mapToInt(Bars.Bar::errors).sum()).isEqualTo(1_000);
    assertThat(bars.bars().stream().mapToInt(Bars.Bar::others).sum()).isEqualTo(99_000);
    assertThat(bars.begin()).isBeforeOrEqualTo(BEGIN);
    assertThat(bars.beginOf(bars.bars().size())).isAfter(BEGIN.plus(Duration.ofDays(30)));
  }

  @Test
  void aBarBeginsWhenItsFirstLineWasSaid() {
    histogram.add(BEGIN, Severity.INFO);
    histogram.add(BEGIN.plusSeconds(60), Severity.WARN);

    Bars bars = histogram.bars(60);
    assertThat(bars.bars().getLast()).isEqualTo(new Bars.Bar(0, 1, 0));
    assertThat(bars.beginOf(bars.bars().size() - 1)).isBeforeOrEqualTo(BEGIN.plusSeconds(60));
    assertThat(bars.beginOf(bars.bars().size())).isAfter(BEGIN.plusSeconds(60));
  }

  @Test
  void aClockThatIsSetBackLosesNothing() {
    histogram.add(BEGIN, Severity.INFO);
    histogram.add(BEGIN.minus(Duration.ofHours(1)), Severity.INFO);

    assertThat(histogram.bars(240).bars().stream().mapToInt(Bars.Bar::total).sum()).isEqualTo(2);
    assertThat(histogram.bars(240).begin()).isBeforeOrEqualTo(BEGIN.minus(Duration.ofHours(1)));
  }

  @Test
  void whatIsPushedOutIsForgotten() {
    histogram.add(BEGIN, Severity.INFO);
    histogram.add(BEGIN.plusSeconds(10), Severity.INFO);
    histogram.dropBefore(BEGIN.plusSeconds(5));

    assertThat(histogram.bars(240).bars().stream().mapToInt(Bars.Bar::total).sum()).isEqualTo(1);
    histogram.dropBefore(BEGIN.plusSeconds(20));
    assertThat(histogram.bars(240)).isEqualTo(Bars.NONE);
  }
}
