package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Extent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example, spoiled in thousands of ways: each gives settings or problems, at a bounded cost,
 * and never shows what a reference yielded.
 *
 * <p>A few seconds every day, a minute where everything is tried. The day is the seed, and each
 * input has a number, so that a failure names what repeats it.
 */
class ConfigurationFuzzTest {
  /** However busy the machine is. */
  private static final int FEWEST = 200;

  private static final Duration EVERY_DAY = Duration.ofSeconds(2);
  private static final Duration THOROUGH = Duration.ofMinutes(1);
  private static final String SECRET = "hunter2-of-the-environment";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ORACLE_PASSWORD",
          SECRET,
          "MARIADB_PASSWORD",
          SECRET,
          "NATS_PASSWORD",
          SECRET,
          "A",
          SECRET);

  @TempDir Path folder;

  /** The example, and all that it has of keys: what is changed in a comment changes nothing. */
  private static List<String> texts(String example) {
    String everyKey = example.replaceAll("(?m)# (?=[a-z_]+: )", "");
    return List.of(example, withoutComments(example), withoutComments(everyKey));
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m)^ *#.*\\R| +#.*$", "");
  }

  @Test
  void nothingButSettingsOrProblems() throws Exception {
    List<String> texts = texts(Files.readString(Path.of("resources", "signalbox.example.yaml")));
    Path file = Files.writeString(folder.resolve("a"), SECRET).resolveSibling("signalbox.yaml");
    LoadCost cost = new LoadCost();
    long end = System.nanoTime() + Extent.ofThisRun().choose(EVERY_DAY, THOROUGH).toNanos();
    long first = Extent.day().toEpochDay() << 32;
    long count = 0;
    int sound = 0;
    for (; System.nanoTime() < end || count < FEWEST; count++) {
      SplittableRandom random = new SplittableRandom(first + count);
      byte[] bytes = new ConfigurationMutation(random).of(texts.get(random.nextInt(texts.size())));
      Files.write(file, bytes);
      try {
        List<SettingsProblem> problems = cost.load(file, ENVIRONMENT);
        LoadCost.requireShowable(problems, file);
        assertThat(problems.toString()).doesNotContain(SECRET);
        sound += problems.isEmpty() ? 1 : 0;
      } catch (Throwable e) {
        Path kept = Path.of("target", "fuzz.yaml");
        Files.createDirectories(kept.getParent());
        Files.write(kept, bytes);
        throw new AssertionError(
            "Input %d of %s, kept in %s; repeat with -D%s=%s"
                .formatted(count, Extent.day(), kept, Extent.SEED, Extent.day()),
            e);
      }
    }
    System.out.printf(
        "%d spoiled configurations of %s, %d of them sound%n", count, Extent.day(), sound);
  }
}
