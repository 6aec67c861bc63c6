package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "30000, 30s, 30 seconds",
    "1000, 1s, 1 second",
    "0, 0s, 0 seconds",
    "300000, 300s, 300 seconds",
    "500, 500ms, 0.5 seconds",
    "1250, 1250ms, 1.25 seconds",
    "1, 1ms, 0.001 seconds"
  })
  void areWrittenAsConfiguredAndInWords(long millis, String compact, String words) {
    assertThat(Durations.compact(Duration.ofMillis(millis))).isEqualTo(compact);
    assertThat(Durations.words(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000 s",
    "5, 0.005 s",
    "99, 0.099 s",
    "100, 0.10 s",
    "999, 1.00 s",
    "1234, 1.2 s"
  })
  void areAsExactAsTheyAreShort(long millis, String taken) {
    assertThat(Durations.taken(Duration.ofMillis(millis))).isEqualTo(taken);
  }
}
