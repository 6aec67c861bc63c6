package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.TransitionTrial.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other processes write the same file, are killed while they do, or find the disk full. */
@Timeout(120)
class TransitionProcessesTest {
  @TempDir Path root;
  private TransitionTrial trial;

  @BeforeEach
  void begin() {
    trial = new TransitionTrial(root.resolve("state"));
  }

  @AfterEach
  void end() {
    trial.close();
  }

  @Test
  void oneOfTwoProcessesWrites() throws Exception {
    try (OtherProcess other = start("on request")) {
      assertThat(other.heard()).isEqualTo("ready []");
      other.send("Connecting");
      assertThat(other.heard()).isEqualTo("true []");

      Run here = trial.begin();
      here.record("Connected");
      assertThat(here.flush()).isFalse();
      assertThat(here.states()).containsExactly("Connected");
      assertThat(trial.messages())
          .containsExactly(
              "Transitions are kept in memory only: another process writes to " + trial.file);
      here.end();

      other.process().destroyForcibly().waitFor();
      assertThat(trial.readBack()).containsExactly("Connecting");
    }
  }

  @Test
  void theLockOutlivesAnAttemptInItsOwnProcess() throws Exception {
    Run first = trial.begin();
    trial.begin().end();

    try (OtherProcess other = start("on request")) {
      assertThat(other.heard()).startsWith("ready [Transitions are kept in memory only");

      first.end();
    }
  }

  @RepeatedTest(3)
  void whatAKilledProcessHadFlushedIsThere() throws Exception {
    try (OtherProcess other = start(TransitionWriter.ENDLESSLY)) {
      assertThat(other.heard()).isEqualTo("ready []");
      int flushed = 0;
      while (flushed < 300) {
        String line = other.heard();
        assertThat(line).endsWith(" true");
        flushed = Integer.parseInt(line.substring(0, line.indexOf(' ')));
      }
      other.process().destroyForcibly().waitFor();

      List<String> found = trial.readBack();
      assertThat(found).hasSizeGreaterThan(10);
      int last = Integer.parseInt(found.getLast().substring("State ".length()));
      assertThat(last).isGreaterThanOrEqualTo(flushed);
      assertThat(found)
          .isEqualTo(
              IntStream.rangeClosed(last - found.size() + 1, last)
                  .mapToObj(i -> "State " + i)
                  .toList());
      assertThat(trial.messages()).isEmpty();
    }
  }

  /** A limit on the size of files cuts a write short just as a full disk does. */
  @Test
  void aFullDiskIsToldOfOnceAndNothingIsLostWhenThereIsRoomAgain() throws Exception {
    try (OtherProcess other =
        start("on request", "bash", "-c", "ulimit -S -f 4; exec \"$@\"", "bash")) {
      assertThat(other.heard()).isEqualTo("ready []");
      List<String> sent = new ArrayList<>();
      String answer = "";
      while (!answer.startsWith("false")) {
        sent.add("State " + sent.size());
        other.send(sent.getLast());
        answer = other.heard();
        assertThat(sent).hasSizeLessThan(100);
      }
      assertThat(answer).startsWith("false [Transitions cannot be written to " + trial.file);
      // Each try cuts off what the last one has left of a line, and gets as far again.
      Awaitility.await().until(() -> Files.size(trial.file) == 4_096);
      sent.add("Still full");
      other.send("Still full");
      assertThat(other.heard()).isEqualTo(answer);

      assertThat(
              new ProcessBuilder(
                      "prlimit", "--pid", "" + other.process().pid(), "--fsize=unlimited")
                  .start()
                  .waitFor())
          .isZero();
      sent.add("Room again");
      other.send("Room again");
      assertThat(other.heard())
          .startsWith("true [Transitions cannot be written to ")
          .endsWith(", Transitions are written to " + trial.file + " again]");
      other.process().outputWriter().close();
      assertThat(other.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(trial.readBack()).isEqualTo(sent);
      assertThat(trial.messages()).isEmpty();
    }
  }

  /** Which takes from the owner what is needed to write there again. */
  @Test
  void whatIsMadeIsPrivateAndUsableUnderAnyMask() throws Exception {
    try (OtherProcess other = start("on request", "bash", "-c", "umask 277; exec \"$@\"", "bash")) {
      assertThat(other.heard()).isEqualTo("ready []");
      other.send("Connecting");
      assertThat(other.heard()).isEqualTo("true []");
    }

    assertThat(permissions(root.resolve("state"))).isEqualTo("rwx------");
    assertThat(permissions(trial.folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(trial.folder)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private OtherProcess start(String mode, String... wrapper) throws IOException {
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-classpath",
            System.getProperty("java.class.path"),
            TransitionWriter.class.getName(),
            trial.folder.toString(),
            mode));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new OtherProcess(process, process.inputReader());
  }

  /** A {@link TransitionWriter}; killed at the latest when the test ends. */
  private record OtherProcess(Process process, BufferedReader output) implements AutoCloseable {

    void send(String state) throws IOException {
      process.outputWriter().write(state + "\n");
      process.outputWriter().flush();
    }

    /** The next line that the process says itself; what it logs is passed over. */
    String heard() throws IOException {
      while (true) {
        String line = output.readLine();
        assertThat(line).as("the process goes on").isNotNull();
        if (line.matches("(ready|true|false|\\d+) .*")) {
          return line;
        }
      }
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}
