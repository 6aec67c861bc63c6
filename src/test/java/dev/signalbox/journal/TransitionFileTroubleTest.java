package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.journal.TransitionStore.Limits;
import dev.signalbox.journal.TransitionTrial.Run;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever file system, crashes and other processes do, a history is kept and nobody is held up.
 */
@Timeout(60)
class TransitionFileTroubleTest {
  private static final Limits SMALL = new Limits(4_096, 8_192);

  @TempDir Path root;
  private TransitionTrial trial;

  @BeforeEach
  void begin() {
    trial = new TransitionTrial(root.resolve("state/signalbox"));
  }

  @AfterEach
  void end() {
    trial.close();
  }

  @Test
  void whatACrashLeftOfARewritingIsNoHindrance() throws IOException {
    trial.run("Connecting");
    Path left = trial.folder.resolve(TransitionStore.FILE_NAME + ".new");
    Files.writeString(left, "{\"format\":\"signal");
    Files.delete(trial.file);

    trial.run("Connected");

    assertThat(trial.readBack()).containsExactly("Connected");
    assertThat(left).doesNotExist();
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void aFileThatIsTakenAwayOrEmptiedIsWrittenAnew() throws IOException {
    Run run = trial.begin();
    run.record("Connecting");
    assertThat(run.flush()).isTrue();
    Files.delete(trial.file);
    run.record("Connected");
    assertThat(run.flush()).isTrue();
    Files.writeString(trial.file, "");
    run.record("Stale");
    assertThat(run.end()).isTrue();

    assertThat(trial.readBack()).containsExactly("Connecting", "Connected", "Stale");
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsToldOfOnceAndWrittenLater() throws IOException {
    Run run = trial.begin();
    run.record("Connecting");
    assertThat(run.flush()).isTrue();
    Files.delete(trial.file);
    Files.createDirectory(trial.file);

    run.record("Connected");
    assertThat(run.flush()).isFalse();
    run.record("Stale");
    assertThat(run.flush()).isFalse();
    assertThat(run.states()).containsExactly("Connecting", "Connected", "Stale");
    assertThat(trial.messages())
        .singleElement()
        .asString()
        .startsWith("Transitions cannot be written to " + trial.file + ": ");

    Files.delete(trial.file);
    run.record("Waiting");
    assertThat(run.end()).isTrue();
    assertThat(trial.infos())
        .containsExactly("Transitions are written to " + trial.file + " again");
    assertThat(trial.warnings()).hasSize(1);
    assertThat(trial.readBack()).containsExactly("Connecting", "Connected", "Stale", "Waiting");
  }

  @Test
  void aFolderThatCannotBeMadeIsMadeWhenItCan() throws IOException {
    Path obstacle = Files.writeString(root.resolve("state"), "");
    Run run = trial.begin();
    run.record("Connecting");
    assertThat(run.flush()).isFalse();
    assertThat(trial.messages()).hasSize(1).first().asString().contains("cannot be written");

    Files.delete(obstacle);
    run.record("Connected");
    assertThat(run.end()).isTrue();
    assertThat(trial.readBack()).containsExactly("Connecting", "Connected");
    assertThat(trial.messages()).hasSize(2);
  }

  @Test
  void whatTheHistoryPushedOutMeanwhileIsCountedOnce() throws IOException {
    Run run = trial.begin(new TransitionHistory(2, 10), Limits.DEFAULT);
    run.record("Connecting");
    assertThat(run.flush()).isTrue();
    byte[] content = Files.readAllBytes(trial.file);
    for (int round = 0; round < 2; round++) {
      Path folder = Files.createDirectory(root.resolve("folder " + round));
      putInItsPlace(Files.createSymbolicLink(root.resolve("link"), folder));
      for (int i = 0; i < 10; i++) {
        run.record("State " + round + i);
      }
      assertThat(run.flush()).isFalse();
      putInItsPlace(Files.write(root.resolve("whole"), content));
      assertThat(run.flush()).isTrue();
      content = Files.readAllBytes(trial.file);
    }
    run.end();

    assertThat(trial.warnings())
        .filteredOn(warning -> warning.contains("missing"))
        .singleElement()
        .asString()
        .startsWith("8 transitions are missing in " + trial.file);
    assertThat(trial.begin(SMALL).states())
        .containsExactly("Connecting", "State 08", "State 09", "State 18", "State 19");
  }

  /** At once: a moment without any file would be one in which it is written anew. */
  private void putInItsPlace(Path other) throws IOException {
    Files.move(other, trial.file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void anInterruptedThreadLosesNothing() {
    trial.run("Connecting");
    Thread.currentThread().interrupt();
    Run run = trial.begin();
    assertThat(run.states()).containsExactly("Connecting");
    run.record("Connected");
    assertThat(run.flush()).isTrue();
    run.record("Stale");
    assertThat(run.end()).isTrue();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(trial.readBack()).containsExactly("Connecting", "Connected", "Stale");
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void aFileSystemThatHangsHoldsUpNobody() throws Exception {
    Run run = trial.begin();
    Files.delete(trial.file);
    // To open a pipe for writing waits until somebody reads.
    assertThat(new ProcessBuilder("mkfifo", trial.file.toString()).start().waitFor()).isZero();
    long begun = System.nanoTime();
    run.record("Connecting");

    assertThat(run.file().flush(Deadline.in(Duration.ofMillis(50)))).isFalse();
    assertThat(run.file().close(Deadline.in(Duration.ofMillis(50)))).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(run.states()).containsExactly("Connecting");
    try (FileChannel _ = FileChannel.open(trial.file, StandardOpenOption.READ)) {
      // The writing thread comes free, and ends.
      assertThat(run.end()).isFalse();
    }
    trial.begin().end();
  }

  @Test
  void theSecondInOneProcessWritesNothing() throws Exception {
    Run first = trial.begin();
    Run second = trial.begin();
    second.record("Connecting");

    assertThat(second.flush()).isFalse();
    assertThat(second.end()).isFalse();
    assertThat(trial.messages())
        .containsExactly(
            "Transitions are kept in memory only: another process writes to " + trial.file);
    first.record("Connected");
    assertThat(first.end()).isTrue();
    assertThat(trial.readBack()).containsExactly("Connected");
  }

  @Test
  void aLockTakenByOtherMeansCountsToo() throws IOException {
    trial.run("Connecting");
    try (FileChannel channel =
            FileChannel.open(trial.folder.resolve("transitions.lock"), StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      Run run = trial.begin();
      assertThat(run.states()).isEmpty();
      assertThat(run.end()).isFalse();
      assertThat(trial.infos()).hasSize(1);
    }
    assertThat(trial.readBack()).containsExactly("Connecting");
  }
}
