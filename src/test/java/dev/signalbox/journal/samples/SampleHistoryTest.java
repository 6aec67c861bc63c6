package dev.signalbox.journal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.journal.Subject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Subject NATS = Subject.connection("nats");
  private static final double CLOSE = 0.001;

  private final SampleHistory history = new SampleHistory();
  private Instant now = START;

  private void second(double value) {
    Instant after = now;
    now = now.plusSeconds(1);
    history.watch(now);
    history.record(NATS, Measure.LATENCY, after, now, value);
  }

  private Series latency(Duration ago, int atMost) {
    return samples(ago, atMost).of(Measure.LATENCY).orElseThrow();
  }

  private Samples samples(Duration ago, int atMost) {
    return history.between(NATS, now.minus(ago), now, now, atMost);
  }

  @Test
  void aValueIsKeptToATwentiethOfAPerCent() {
    for (double value : new double[] {0, 0.001, 0.4, 3, 1_000, 123_456, 9e8}) {
      float read = Quantity.decode(Quantity.encode(value));
      assertThat((double) read).isCloseTo(value, within(value * CLOSE));
    }
    assertThat(Quantity.decode(Quantity.NONE)).isNaN();
    assertThat(Quantity.encode(Double.NaN)).isEqualTo(Quantity.encode(0));
    assertThat((double) Quantity.decode(Quantity.encode(1e30))).isCloseTo(1e9, within(1e6));
  }

  @Test
  void theLastHourIsKnownToTheSecond() {
    for (int i = 1; i <= 5; i++) {
      second(i);
    }
    Samples last = samples(Duration.ofSeconds(4), 1_000);
    assertThat(last.width()).isEqualTo(Duration.ofSeconds(1));
    assertThat(last.from()).isEqualTo(START.plusSeconds(1));
    Series series = last.of(Measure.LATENCY).orElseThrow();
    assertThat(series.size()).isEqualTo(5);
    assertThat((double) series.low(4)).isCloseTo(5, within(0.01));
    assertThat(series.greatest()).isEqualTo(series.high(4));
  }

  @Test
  void theLeastAndTheGreatestSurviveEachStep() {
    for (int i = 0; i < 4_000; i++) {
      second(i == 1_000 ? 500 : i == 2_000 ? 1 : 10);
    }
    Series day = latency(Duration.ofHours(2), 1_000);
    Series month = latency(Duration.ofDays(20), 10_000);
    for (Series series : new Series[] {day, month}) {
      assertThat((double) series.greatest()).isCloseTo(500, within(1.0));
      assertThat(least(series)).isCloseTo(1, within(0.01));
    }
  }

  private static double least(Series series) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < series.size(); i++) {
      least = series.isKnown(i) ? Math.min(least, series.low(i)) : least;
    }
    return least;
  }

  @Test
  void bucketsAreTakenTogetherWhereThereAreMoreThanAskedFor() {
    for (int i = 0; i < 100; i++) {
      second(i == 50 ? 77 : 7);
    }
    Samples few = samples(Duration.ofSeconds(99), 10);
    assertThat(few.width()).isEqualTo(Duration.ofSeconds(10));
    Series series = few.of(Measure.LATENCY).orElseThrow();
    assertThat(series.size()).isEqualTo(10);
    assertThat((double) series.high(5)).isCloseTo(77, within(0.1));
    assertThat((double) series.low(5)).isCloseTo(7, within(0.01));
    assertThat(samples(Duration.ofSeconds(99), 0).of(Measure.LATENCY).orElseThrow().size())
        .isEqualTo(1);
  }

  @Test
  void whatWasNotMeasuredIsMissing() {
    second(3);
    now = now.plusSeconds(30);
    second(4);
    Series series = latency(Duration.ofSeconds(31), 1_000);
    assertThat(series.isKnown(0)).isTrue();
    assertThat(series.isKnown(15)).isFalse();
    assertThat(series.isKnown(31)).isTrue();
  }

  @Test
  void aClockThatIsSetBackLeavesNothingOfTheFuture() {
    now = START.plus(Duration.ofDays(3_000));
    second(900);
    now = START;
    second(5);
    second(6);
    assertThat((double) latency(Duration.ofSeconds(5), 100).greatest()).isCloseTo(6, within(0.1));
    assertThat((double) latency(Duration.ofDays(3), 100).greatest()).isCloseTo(6, within(0.1));
    assertThat(samples(Duration.ofSeconds(5), 100).watched())
        .allSatisfy(stretch -> assertThat(stretch.to()).isBeforeOrEqualTo(now));
  }

  @Test
  void aClockThatJumpsMeansThatTheComputerSlept() {
    second(1);
    now = now.plus(Duration.ofMinutes(20));
    second(1);
    second(1);
    assertThat(samples(Duration.ofHours(1), 10).watched())
        .containsExactly(
            new Stretch(START.plusSeconds(1), START.plusSeconds(1), Stretch.Gap.NOT_RUNNING),
            new Stretch(now.minusSeconds(1), now, Stretch.Gap.ASLEEP));
  }

  @Test
  void thereIsAMostThatIsKept() {
    for (int i = 0; i <= SampleHistory.MOST_TRACES; i++) {
      history.record(Subject.connection("c" + i), Measure.LATENCY, now, now, 1);
    }
    Subject last = Subject.connection("c" + SampleHistory.MOST_TRACES);
    assertThat(history.between(last, now, now, now, 1).series()).isEmpty();
    assertThat(history.between(Subject.connection("c0"), now, now, now, 1).series()).hasSize(1);
  }

  @Test
  void nothingIsKnownOfWhatWasNeverMeasured() {
    assertThat(history.between(Subject.PROGRAM, START, now, now, 100).series()).isEmpty();
    assertThat(Samples.NONE.of(Measure.LAG)).isEmpty();
  }
}
