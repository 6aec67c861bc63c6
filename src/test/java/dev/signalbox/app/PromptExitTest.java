package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptExitTest {
  private static final int CODE = 7;
  private static final int RUNS = 20;

  /** The virtual machine's own end never takes less than 300 ms here; a busy machine only adds. */
  private static final Duration PROMPT = Duration.ofMillis(250);

  @Test
  void theQuickestEndIsQuickerThanTheVirtualMachines() throws Exception {
    List<Duration> all = new ArrayList<>();
    do {
      all.add(end());
    } while (all.size() < RUNS && all.getLast().compareTo(PROMPT) >= 0);
    assertThat(all).anySatisfy(one -> assertThat(one).isLessThan(PROMPT));
  }

  /** How long after its last line a process is gone. */
  private static Duration end() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                ProgramThatEnds.class.getName(),
                Integer.toString(CODE))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo(ProgramThatEnds.LAST_LINE);
      long begun = System.nanoTime();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(CODE);
      return Duration.ofNanos(System.nanoTime() - begun);
    } finally {
      process.destroyForcibly();
    }
  }
}
