package dev.signalbox.remedies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that runs a remedy's tests, with the remedy or without. */
final class TestProcess {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** The tests' own, as in the build. */
  private static final List<String> OPTIONS =
      List.of(
          "-Dglass.platform=Headless",
          "-Dprism.order=sw",
          "-Djava.awt.headless=true",
          "-XX:+EnableDynamicAgentLoading",
          "--enable-native-access=ALL-UNNAMED",
          "-Dsignalbox.matrix=full");

  private TestProcess() {}

  /**
   * Blocks until it is over.
   *
   * @return its last line; one that says so if it did not end in time
   */
  static String run(Remedy remedy, @Nullable WithoutRemedy change, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    if (!remedy.cells().isEmpty()) {
      command.add("-Dsignalbox.matrix.only=" + remedy.cells());
    }
    if (change != null) {
      command.add("-Dsignalbox.image=" + change.image());
    }
    command.addAll(List.of("-classpath", WithoutRemedy.classPath(change)));
    command.add(TestRun.class.getName());
    command.addAll(remedy.tests());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      return TestRun.RED + "did not end within " + LIMIT.toMinutes() + " minutes";
    }
    List<String> lines = Files.readAllLines(output);
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
