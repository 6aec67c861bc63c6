package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program whose window cannot be shown ends in order, instead of going on unseen. */
@Timeout(60)
class UnshowableWindowTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void itEndsThroughTheCoordinator() throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("signalbox.yaml"),
            "connections:\n  nats: {type: nats, servers: [\"nats://127.0.0.1:1\"]}\n");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true",
                "-classpath",
                System.getProperty("java.class.path"),
                UnshowableProgram.class.getName(),
                configuration.toString(),
                folder.resolve("state").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      List<String> lines = Files.readAllLines(output);
      assertThat(process.exitValue()).as("%s", lines).isEqualTo(ExitCode.UNUSABLE);
      assertThat(lines)
          .filteredOn(
              line -> line.contains("Fatal error, shutting down: the window cannot be shown"))
          .hasSize(1);
      assertThat(lines).filteredOn(line -> line.contains("Shutdown complete in")).hasSize(1);
    } finally {
      process.destroyForcibly();
    }
  }
}
