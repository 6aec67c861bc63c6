package dev.signalbox.journal;

import static dev.signalbox.journal.TransitionTrial.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.journal.TransitionTrial.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies where the file should be: it is read, or set aside, and never trusted. */
@Timeout(60)
class StoredTransitionsTest {
  private static final String HEADER = TransitionLine.HEADER;
  private static final String ASIDE = TransitionStore.FILE_NAME + ".corrupt-";

  @TempDir Path root;
  private TransitionTrial trial;

  @BeforeEach
  void begin() throws IOException {
    trial = new TransitionTrial(root.resolve("state"));
    Files.createDirectory(trial.folder);
  }

  @AfterEach
  void end() {
    trial.close();
  }

  static Stream<String> damagedFiles() {
    String good = line("Connecting");
    return Stream.of(
        HEADER + good + "garbage\n" + good,
        HEADER + good + "\n" + good,
        HEADER + "[1,2]\n",
        HEADER + good.stripTrailing() + " {}\n",
        HEADER + good.substring(0, 30) + "\n" + good,
        HEADER + good.replace("\"to\"", "\"too\""),
        HEADER + good.replace("\"subject\"", "\"topic\""),
        HEADER + good.replace("2026-03-01", "yesterday"),
        HEADER + "\u0000".repeat(30) + "\n",
        HEADER + "\u0000".repeat(9_000),
        HEADER + "[".repeat(5_000) + "\n",
        HEADER.replace("\"version\":1", "\"version\":2") + good,
        HEADER.replace("signalbox-transitions", "something-else") + good,
        good,
        "\n",
        "hello",
        "-----BEGIN PRIVATE KEY-----\n",
        "x".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("damagedFiles")
  void aDamagedOrForeignFileIsSetAsideAsItIs(String content) throws IOException {
    isSetAside(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNoTextIsSetAside() throws IOException {
    byte[] content = (HEADER + line("Gr\u00fcn")).getBytes(StandardCharsets.ISO_8859_1);

    isSetAside(content);
  }

  private void isSetAside(byte[] content) throws IOException {
    Files.write(trial.file, content);
    Run run = trial.begin();
    assertThat(run.states()).isEmpty();
    assertThat(trial.messages())
        .singleElement()
        .asString()
        .startsWith("Earlier transitions in " + trial.file + " cannot be read: ")
        .endsWith(". The file is kept as " + aside().getFirst() + ", a new one is begun");
    assertThat(trial.warnings()).hasSize(1);
    assertThat(trial.folder.resolve(aside().getFirst())).hasBinaryContent(content);

    run.record("Connected");
    assertThat(run.end()).isTrue();
    assertThat(trial.readBack()).containsExactly("Connected");
    assertThat(trial.messages()).hasSize(1);
  }

  @Test
  void whatIsNoFileIsSetAside() throws IOException {
    Files.createDirectory(trial.file);
    trial.run("Connecting");

    assertThat(trial.warnings()).singleElement().asString().contains("it is not a file");
    assertThat(trial.readBack()).containsExactly("Connecting");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(root.resolve("elsewhere"), HEADER + line("Connecting"));
    Files.createSymbolicLink(trial.file, elsewhere);
    trial.run("Connected");

    assertThat(trial.warnings()).singleElement().asString().contains("it is not a file");
    assertThat(elsewhere).hasContent(HEADER + line("Connecting"));
    assertThat(trial.readBack()).containsExactly("Connected");
  }

  @Test
  void onlyAFewAreKeptAside() throws IOException {
    for (int i = 0; i < 5; i++) {
      trial.scheduler.advance(Duration.ofSeconds(1));
      Files.writeString(trial.file, "damaged " + i);
      trial.readBack();
    }

    assertThat(aside())
        .containsExactly(
            ASIDE + "20260101T100003.000Z",
            ASIDE + "20260101T100004.000Z",
            ASIDE + "20260101T100005.000Z");
    assertThat(trial.folder.resolve(aside().getLast())).hasContent("damaged 4");
    assertThat(trial.warnings()).hasSize(5);
  }

  @Test
  void aTornLastLineIsDroppedWhereverItIsTorn() throws IOException {
    byte[] whole =
        (HEADER + line("Connecting") + line("Connected")).getBytes(StandardCharsets.UTF_8);
    int lastLine = line("Connected").length();
    for (int left = 0; left < lastLine; left++) {
      Files.write(trial.file, Arrays.copyOf(whole, whole.length - lastLine + left));

      Run run = trial.begin();
      assertThat(run.states()).containsExactly("Connecting");
      run.record("Stale");
      assertThat(run.end()).isTrue();
      assertThat(trial.readBack()).containsExactly("Connecting", "Stale");
    }
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void aTornHeaderIsAFileJustBegun() throws IOException {
    for (int left = 0; left < HEADER.length(); left++) {
      Files.writeString(trial.file, HEADER.substring(0, left));
      trial.run("Connecting");
      assertThat(trial.readBack()).containsExactly("Connecting");
    }
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void zerosThatAPowerCutLeftAreATornLine() throws IOException {
    Files.writeString(trial.file, HEADER + line("Connecting") + "\u0000".repeat(4_096));

    assertThat(trial.readBack()).containsExactly("Connecting");
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void whatALaterVersionAddsIsPassedOver() throws IOException {
    String later =
        line("Hibernating")
            .replace(
                "{\"at\"", "{\"id\":7,\"tags\":[{\"a\":[1]}],\"more\":{\"at\":{\"x\":1}},\"at\"")
            .replace("\"via\"", "\"session\":{\"user\":\"x\"},\"via\"");
    Files.writeString(
        trial.file,
        HEADER.replace("}", ",\"host\":\"console-3\"}")
            + later
            + line("Connecting").replace("connection oracle", "queue orders")
            + line("Connected").replace("\"cause\":\"because of Connected\"", "\"cause\":null"));

    Run run = trial.begin();
    run.end();

    assertThat(run.history().newest(10))
        .containsExactly(
            TransitionTrial.transition("Hibernating"),
            new Transition(
                TransitionTrial.ORACLE,
                TransitionTrial.NOW,
                "Off",
                "Connected",
                Optional.empty(),
                Optional.of(new Actor("kurt", "console-3", "window"))));
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void textsReadBackAreCutAndEscaped() throws IOException {
    Files.writeString(
        trial.file,
        HEADER
            + line("Failed").replace("because of Failed", "\\u001b[2J" + "x".repeat(5_000))
            + line("Connecting").replace("connection oracle", "connection a\\u001b[2J"));

    Run run = trial.begin();
    run.end();

    assertThat(run.history().newest(10)).hasSize(1);
    assertThat(run.history().newest(1).getFirst().cause())
        .hasValueSatisfying(
            cause -> assertThat(cause).startsWith("\\u001b[2Jxxx").endsWith("…").hasSize(500));
  }

  @Test
  void aLineThatIsTooLongIsDropped() throws IOException {
    Files.writeString(
        trial.file,
        HEADER
            + line("Connecting")
            + line("Failed").replace("because of Failed", "x".repeat(9_000))
            + line("Connected"));

    assertThat(trial.readBack()).containsExactly("Connecting", "Connected");
    assertThat(trial.messages()).isEmpty();
  }

  @Test
  void theLongestLineThatCanBeWrittenCanBeRead() {
    for (String character : List.of("\"", "東", "😀", "\n")) {
      String endless = character.repeat(10_000);
      Transition longest =
          new Transition(
              Subject.relay("東".repeat(Subject.NAME_LIMIT)),
              Instant.MIN,
              endless,
              endless,
              Optional.of(endless),
              Optional.of(new Actor(endless, endless, endless)));

      assertThat(TransitionLine.encode(longest)).hasSizeLessThan(TransitionLine.LIMIT);
      TransitionHistory history = new TransitionHistory();
      TransitionFile file =
          TransitionFile.open(trial.folder, history, trial.scheduler, trial.locks, soon());
      history.record(longest);
      assertThat(file.close(soon())).isTrue();
      Run run = trial.begin();
      assertThat(run.history().newest(1)).containsExactly(longest);
      run.end();
    }
  }

  @Test
  void ofAHugeFileOnlyTheEndIsReadAndTheRestIsCutOff() throws IOException {
    Files.writeString(trial.file, HEADER + line("Long ago"));
    try (RandomAccessFile file = new RandomAccessFile(trial.file.toFile(), "rw")) {
      file.setLength(2L << 30);
    }
    Files.writeString(
        trial.file, "\n" + line("Connecting") + line("Connected"), StandardOpenOption.APPEND);

    Run run = trial.begin();
    assertThat(run.states()).containsExactly("Connecting", "Connected");
    assertThat(run.end()).isTrue();

    assertThat(trial.file).hasContent(HEADER + line("Connecting") + line("Connected"));
    assertThat(trial.messages()).isEmpty();
  }

  private List<String> aside() throws IOException {
    try (Stream<Path> files = Files.list(trial.folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(ASIDE))
          .sorted()
          .toList();
    }
  }

  private static String line(String state) {
    return new String(
        TransitionLine.encode(TransitionTrial.transition(state)), StandardCharsets.UTF_8);
  }
}
