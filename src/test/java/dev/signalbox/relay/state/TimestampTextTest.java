package dev.signalbox.relay.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimestampTextTest {
  private static final List<Integer> FRACTIONS =
      List.of(0, 1, 10, 999_999_999, 100_000_000, 120_000_000, 123_456_000, 500);

  private static Stream<LocalDateTime> times() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Stream<LocalDateTime> extremes =
        Stream.of(
            LocalDateTime.MIN,
            LocalDateTime.MAX,
            LocalDateTime.of(0, 1, 1, 0, 0),
            LocalDateTime.of(-1, 12, 31, 23, 59, 59),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
            LocalDateTime.of(10_000, 1, 1, 0, 0));
    Stream<LocalDateTime> drawn =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    LocalDateTime.ofEpochSecond(
                        random.nextLong(-62_000_000_000L, 253_000_000_000L),
                        FRACTIONS.get(i % FRACTIONS.size()),
                        ZoneOffset.UTC));
    return Stream.concat(extremes, drawn);
  }

  @Test
  void itIsWhatTheFormattersWrite() {
    assertThat(times())
        .allSatisfy(
            time -> {
              assertThat(TimestampText.canonical(time))
                  .isEqualTo(TimestampText.CANONICAL.format(time));
              assertThat(TimestampText.iso(time))
                  .isEqualTo(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            });
  }
}
