package dev.signalbox.journal;

import static dev.signalbox.journal.TransitionTrial.ORACLE;
import static dev.signalbox.journal.TransitionTrial.transition;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.journal.TransitionStore.Limits;
import dev.signalbox.journal.TransitionTrial.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A history is kept from one run to the next, in a bounded, private file. */
@Timeout(60)
class TransitionFileTest {
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
  void theNextRunFindsEverythingAsItWas() {
    List<Transition> recorded =
        List.of(
            new Transition(
                ORACLE,
                Instant.parse("2026-03-01T10:00:00.123456789Z"),
                "Off",
                "Connecting",
                Optional.empty(),
                Optional.of(new Actor("kurt", "console-3", "window"))),
            new Transition(
                ORACLE,
                Instant.parse("2026-03-01T10:00:05Z"),
                "Connecting",
                "Failed",
                Optional.of("ORA-12514: \"TNS\" für C:\\temp → 東京 😀"),
                Optional.empty()),
            new Transition(
                Subject.relay("oracle"),
                Instant.parse("1969-01-01T00:00:00Z"),
                "",
                "Stopped",
                Optional.empty(),
                Optional.of(Actor.program("start-up"))),
            new Transition(
                Subject.PROGRAM,
                Instant.parse("2026-03-01T10:00:09Z"),
                "Open",
                "Closing",
                Optional.empty(),
                Optional.empty()));
    Run first = trial.begin();
    recorded.forEach(first.history()::record);
    assertThat(first.end()).isTrue();

    Run second = trial.begin();
    assertThat(second.history().newest(10)).isEqualTo(recorded);
    assertThat(second.history().of(Subject.relay("oracle"), 10)).hasSize(1);
    second.record("Connected");
    assertThat(second.end()).isTrue();

    assertThat(trial.readBack())
        .containsExactly("Connecting", "Failed", "Stopped", "Closing", "Connected");
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void theFileIsJsonLinesUnderAHeader() throws IOException {
    trial.run("Connecting");

    assertThat(Files.readAllLines(trial.file))
        .containsExactly(
            "{\"format\":\"signalbox-transitions\",\"version\":1}",
            "{\"at\":\"2026-03-01T10:00:00Z\",\"subject\":\"connection oracle\",\"from\":\"Off\","
                + "\"to\":\"Connecting\",\"cause\":\"because of Connecting\","
                + "\"by\":{\"user\":\"kurt\",\"host\":\"console-3\",\"via\":\"window\"}}");
  }

  @Test
  void whatIsFlushedIsInTheFile() throws IOException {
    Run run = trial.begin();
    run.record("Connecting");

    assertThat(run.flush()).isTrue();
    assertThat(Files.readString(trial.file)).contains("Connecting");
    run.end();
    assertThat(run.flush()).isFalse();
    assertThat(run.end()).isTrue();
  }

  @Test
  void whatAnEarlierRunLeftComesFirstHoweverLateItIsRead() {
    trial.run("Connecting", "Connected");
    TransitionHistory history = new TransitionHistory();

    TransitionFile file =
        TransitionFile.open(
            trial.folder, history, trial.scheduler, trial.locks, Deadline.in(Duration.ZERO));
    Run run = new Run(history, file);
    run.record("Stale");
    assertThat(run.end()).isTrue();

    assertThat(run.states()).containsExactly("Connecting", "Connected", "Stale");
    assertThat(trial.readBack()).containsExactly("Connecting", "Connected", "Stale");
  }

  @Test
  void onlyTheUserMayReadIt() throws IOException {
    trial.run("Connecting");

    assertThat(permissions(root.resolve("state"))).isEqualTo("rwx------");
    assertThat(permissions(trial.folder)).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(trial.folder)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(f -> assertThat(permissions(f)).isEqualTo("rw-------"));
    }
  }

  @Test
  void whatIsOpenToOthersIsClosedToThem() throws IOException {
    trial.run("Connecting");
    Files.setPosixFilePermissions(trial.folder, PosixFilePermissions.fromString("rwxr-xrwx"));
    Files.setPosixFilePermissions(trial.file, PosixFilePermissions.fromString("rw-rw-r--"));

    assertThat(trial.readBack()).containsExactly("Connecting");

    assertThat(permissions(trial.folder)).isEqualTo("rwx------");
    assertThat(permissions(trial.file)).isEqualTo("rw-------");
  }

  @Test
  void aFileThatGrowsTooLargeIsCutToItsNewestLines() throws IOException {
    Run run = trial.begin(SMALL);
    for (int i = 0; i < 200; i++) {
      run.record("State " + i);
      assertThat(run.flush()).isTrue();
      assertThat(Files.size(trial.file)).isLessThanOrEqualTo(SMALL.size());
    }
    run.end();

    List<String> kept = trial.readBack();
    assertThat(kept).hasSizeBetween(8, 30);
    assertThat(kept)
        .isEqualTo(IntStream.range(200 - kept.size(), 200).mapToObj(i -> "State " + i).toList());
    assertThat(permissions(trial.file)).isEqualTo("rw-------");
    assertThat(trial.folder.resolve(TransitionStore.FILE_NAME + ".new")).doesNotExist();
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void manyThreadsRecordAndEachSubjectKeepsItsOrder() throws Exception {
    Run run = trial.begin(new TransitionHistory(1_000, 10_000), Limits.DEFAULT);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                thread ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                IntStream.range(0, 500)
                                    .forEach(i -> run.history().record(of(thread, i)))))
            .toList();
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(run.end()).isTrue();

    Run next = trial.begin();
    for (int thread = 0; thread < 4; thread++) {
      assertThat(next.history().of(Subject.relay("relay-" + thread), 1_000))
          .extracting(Transition::to)
          .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "State " + i).toList());
    }
    next.end();
  }

  private static Transition of(int thread, int number) {
    Transition like = transition("State " + number);
    return new Transition(
        Subject.relay("relay-" + thread), like.at(), "", like.to(), like.cause(), like.by());
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
