package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends a JVM with three servers in several ways: nothing of them may stay. */
@Timeout(120)
class OrphanedServersTest {
  private Process program;
  private List<Path> folders;

  @BeforeEach
  void startServersInAnotherJvm() throws IOException {
    program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                ServersToOrphan.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = program.inputReader();
    folders =
        Stream.generate(() -> readLine(output))
            .filter(line -> line.isEmpty() || line.startsWith("/"))
            .takeWhile(line -> !line.isEmpty())
            .map(Path::of)
            .toList();
    assertThat(folders).hasSize(3).allSatisfy(folder -> assertThat(folder).isDirectory());
    assertThat(folders).allSatisfy(folder -> assertThat(processesNaming(folder)).isNotEmpty());
  }

  private static String readLine(BufferedReader output) {
    try {
      String line = output.readLine();
      assertThat(line).as("the program's output goes on").isNotNull();
      return line;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void endTheOtherJvm() {
    program.destroyForcibly();
  }

  @Test
  void nothingStaysAfterKill9() throws Exception {
    // By its handle: the process object would also close the program's input.
    program.toHandle().destroyForcibly();

    assertNothingStaysAfterExit(128 + 9);
  }

  @Test
  void nothingStaysAfterATerminationSignal() throws Exception {
    program.toHandle().destroy();

    assertNothingStaysAfterExit(128 + 15);
  }

  @Test
  void nothingStaysAfterAnEndThatClosesNothing() throws Exception {
    program.outputWriter().close();

    assertNothingStaysAfterExit(0);
  }

  /** CallLimits of the guardians with a server is 5 s, and none here needs it. */
  private void assertNothingStaysAfterExit(int code) throws InterruptedException {
    assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(code);
    await()
        .atMost(Duration.ofSeconds(4))
        .untilAsserted(
            () ->
                assertThat(folders)
                    .allSatisfy(
                        folder -> {
                          assertThat(folder).doesNotExist();
                          assertThat(processesNaming(folder)).isEmpty();
                        }));
  }

  /** Servers and guardians all carry their folder in their command line. */
  private static List<String> processesNaming(Path folder) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(commandLine -> commandLine.contains(folder.toString()))
        .toList();
  }
}
