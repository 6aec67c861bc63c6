package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All sources are as the formatter writes them. Here, because it computes while the tests beside it
 * wait for programs; one in three every day, each within three days.
 */
class SourceFormatIT {
  private static final int DAYS = 3;

  private static final String FORMATTER =
      System.getProperty("signalbox.formatter", "target/tools/google-java-format.jar");

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void everySourceIsFormatted() throws Exception {
    Path unformatted = folder.resolve("unformatted");
    Process formatter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                FORMATTER,
                "--dry-run",
                "--set-exit-if-changed",
                "@" + listOfSources())
            .redirectErrorStream(true)
            .redirectOutput(unformatted.toFile())
            .start();
    try {
      assertThat(formatter.waitFor()).as(() -> content(unformatted)).isZero();
    } finally {
      formatter.destroyForcibly();
    }
  }

  private Path listOfSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return Files.write(
          folder.resolve("sources"),
          Extent.ofThisRun()
              .inTurn(
                  files
                      .map(Path::toString)
                      .filter(name -> name.endsWith(".java"))
                      .sorted()
                      .toList(),
                  DAYS));
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("What the formatter says cannot be read", e);
    }
  }
}
