package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationSyntaxTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "30, 30000",
    "007, 7000",
    "500ms, 500",
    "10s, 10000",
    "5m, 300000",
    "1h, 3600000",
    "1m 30s, 90000",
    "1m30s, 90000",
    "1h 1ms, 3600001",
    "' 10s ', 10000",
    "2147483647ms, ",
    "2147483s, 2147483000",
  })
  void parses(String text, Long milliseconds) {
    assertThat(DurationSyntax.parse(text).map(Duration::toMillis))
        .isEqualTo(Optional.ofNullable(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "s",
        "ms",
        "-1",
        "+1",
        "1.5",
        "1,5s",
        "10 s",
        "1d",
        "1s 1m",
        "1m 1m",
        "10S",
        "1s  1ms",
        "PT1S",
        "٣s",
        "597h",
        "2147484",
        "9999999999999999999s"
      })
  void refuses(String text) {
    assertThat(DurationSyntax.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "30000, 30s",
    "500, 500ms",
    "90000, 1m 30s",
    "1500, 1s 500ms",
    "3600000, 1h",
    "90061001, 25h 1m 1s 1ms",
    "-1500, -1s 500ms",
  })
  void formats(long milliseconds, String text) {
    assertThat(DurationSyntax.format(Duration.ofMillis(milliseconds))).isEqualTo(text);
  }

  @Test
  void leavesOutWhatIsLessThanAMillisecond() {
    assertThat(DurationSyntax.format(Duration.ofNanos(999_999))).isEqualTo("0s");
  }

  @Test
  void readsBackWhateverItWrites() {
    RandomGenerator random = new Random(20_260_101);
    long longest = DurationSyntax.MAX.toMillis();
    for (int run = 0; run < 20_000; run++) {
      // Every order of magnitude gets its share, not only the largest.
      long limit = Math.max(1, longest >> random.nextInt(31));
      Duration duration = Duration.ofMillis(random.nextLong(limit + 1));

      assertThat(DurationSyntax.parse(DurationSyntax.format(duration))).contains(duration);
    }
    assertThat(DurationSyntax.parse(DurationSyntax.format(DurationSyntax.MAX)))
        .contains(DurationSyntax.MAX);
  }
}
