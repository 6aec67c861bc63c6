package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatiosTest {
  private static final String HEADER =
      """
      | bench | measured | held against | runs | ratio, median | least to most |
      |---|---|---|--:|--:|--:|
      """;

  @TempDir private Path folder;

  private Ratios of(String bench) {
    return new Ratios(bench, Optional.of(file()));
  }

  private Path file() {
    return folder.resolve("ratios.txt");
  }

  @Test
  void whatSeveralBenchesHaveKeptIsOneTable() throws Exception {
    of("bench-relay speed")
        .keep("relay", new double[] {90, 120, 99}, "pipeline", new double[] {100, 100, 110});
    of("bench-many").keep("longest", new double[] {95, 71, 168}, "100 ms", 100);
    of("bench-exit").keep("end", List.of(Duration.ofMillis(50)), "a second", Duration.ofSeconds(1));

    assertThat(Ratios.table(file()))
        .isEqualTo(
            HEADER
                + """
                | `bench-relay speed` | relay | pipeline | 3 | 0.90 | 0.90 to 1.20 |
                | `bench-many` | longest | 100 ms | 3 | 0.95 | 0.71 to 1.68 |
                | `bench-exit` | end | a second | 1 | 0.05 | 0.05 to 0.05 |
                """);
  }

  @Test
  void whatIsMeasuredAnewTakesThePlaceOfWhatWas() throws Exception {
    of("bench-many").keep("longest", "100 ms", 2);
    of("bench-many").keep("longest", "a second", 0.2);
    of("bench-many").keep("longest", "100 ms", 0.5, 0.6, 0.7);

    assertThat(Ratios.table(file()))
        .isEqualTo(
            HEADER
                + """
                | `bench-many` | longest | a second | 1 | 0.20 | 0.20 to 0.20 |
                | `bench-many` | longest | 100 ms | 3 | 0.60 | 0.50 to 0.70 |
                """);
  }

  @Test
  void whereNoFileIsNamedNothingIsKept() throws Exception {
    new Ratios("bench-many", Optional.empty()).keep("longest", "100 ms", 2);

    assertThat(folder).isEmptyDirectory();
  }
}
