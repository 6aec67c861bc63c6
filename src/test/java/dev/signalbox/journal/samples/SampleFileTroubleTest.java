package dev.signalbox.journal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.journal.samples.SampleTrial.Run;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the files hold and the file system does, samples are kept and nobody is held up. */
@Timeout(60)
class SampleFileTroubleTest {
  private static final long NOW = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

  @TempDir Path root;
  private SampleTrial trial;

  @BeforeEach
  void begin() {
    trial = new SampleTrial(root.resolve("state/signalbox"));
  }

  @AfterEach
  void end() {
    trial.close();
  }

  /** What a record holds, as it is written before it is compressed. */
  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  /** A file with the right first line and the right checksum, whatever it holds. */
  private static byte[] forged(Step step, Content content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(packed))) {
      content.write(out);
    }
    CRC32 sum = new CRC32();
    sum.update(packed.toByteArray());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(whole)) {
      out.writeBytes("signalbox samples 1, %d s\n".formatted(step.width().toSeconds()));
      out.writeInt((int) sum.getValue());
      out.write(packed.toByteArray());
    }
    return whole.toByteArray();
  }

  private static byte[] withNewest(Step step, long newest) throws IOException {
    return forged(
        step,
        out -> {
          out.writeInt(0);
          out.writeInt(1);
          out.writeUTF(SampleTrial.RELAY.toString());
          out.writeUTF(Measure.READ.name());
          out.writeLong(newest);
          for (int i = 0; i < 2 * step.buckets(); i++) {
            out.writeShort(Quantity.encode(7));
          }
        });
  }

  private static byte[] withStretch(long from, long to) throws IOException {
    return forged(
        Step.SECOND,
        out -> {
          out.writeInt(2);
          for (long[] stretch : new long[][] {{NOW - 5_000, NOW - 4_000}, {from, to}}) {
            out.writeLong(stretch[0]);
            out.writeLong(stretch[1]);
            out.writeUTF(Stretch.Gap.NOT_RUNNING.name());
          }
          out.writeInt(0);
        });
  }

  /** Without an absurd bucket a forged file is taken for what it says it is. */
  @Test
  void aForgedFileIsReadAsARealOne() throws Exception {
    long newest = Step.SECOND.bucket(trial.scheduler.now());
    assertThat(RecordedBytes.decode(Step.SECOND, withNewest(Step.SECOND, newest)).rings().values())
        .singleElement()
        .satisfies(ring -> assertThat(ring.high(newest)).isEqualTo(Quantity.encode(7)));
    assertThat(RecordedBytes.decode(Step.SECOND, withStretch(NOW - 2_000, NOW)).watched())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 300, 1L << 40, -1, Long.MIN_VALUE + 1})
  void aForgedBucketIsDamage(long newest) throws IOException {
    Files.createDirectories(trial.folder);
    for (Step step : Step.values()) {
      byte[] content = withNewest(step, newest);
      // First, because with such a bucket nobody would come back from the record itself.
      assertThatThrownBy(() -> RecordedBytes.decode(step, content))
          .isInstanceOf(RecordedBytes.DamagedException.class);
      Files.write(trial.file(step), content);
    }

    Run run = trial.begin();
    run.second(100);
    assertThat(run.most()).isEqualTo(100);
    run.written();
    assertThat(run.end()).isTrue();

    assertThat(trial.messages())
        .hasSize(3)
        .allMatch(told -> told.contains("cannot be read: its content makes no sense"))
        .allMatch(told -> told.endsWith("a new one is begun"));
    for (Step step : Step.values()) {
      assertThat(aside(step)).hasBinaryContent(withNewest(step, newest));
    }
    Run next = trial.begin();
    assertThat(next.most()).isEqualTo(100);
    assertThat(next.end()).isTrue();
    assertThat(trial.messages()).hasSize(3);
  }

  static List<long[]> forgedStretches() {
    return List.of(
        new long[] {NOW, NOW - 1},
        new long[] {NOW - 6_000, NOW},
        new long[] {NOW, Long.MAX_VALUE},
        new long[] {Long.MAX_VALUE, Long.MAX_VALUE});
  }

  @ParameterizedTest
  @MethodSource("forgedStretches")
  void aForgedStretchIsDamage(long[] stretch) {
    assertThatThrownBy(() -> RecordedBytes.decode(Step.SECOND, withStretch(stretch[0], stretch[1])))
        .isInstanceOf(RecordedBytes.DamagedException.class);
  }

  /** A clock that has been set back is no damage: what lay later goes with the next value. */
  @Test
  void whatAClockThatWasAheadHasLeftIsRead() {
    trial.scheduler.advance(Duration.ofDays(300));
    Run ahead = trial.begin();
    ahead.second(100);
    assertThat(ahead.end()).isTrue();

    try (SampleTrial later = new SampleTrial(trial.folder)) {
      Run run = later.begin();
      assertThat(run.most()).isZero();
      run.second(50);
      assertThat(run.most()).isEqualTo(50);
      assertThat(run.end()).isTrue();
      assertThat(later.messages()).isEmpty();
    }
  }

  static List<byte[]> damaged() throws IOException {
    byte[] whole = withNewest(Step.SECOND, NOW / 1_000);
    String version =
        new String(whole, StandardCharsets.ISO_8859_1).replace("samples 1", "samples 2");
    return List.of(
        new byte[0],
        Arrays.copyOf(whole, 12),
        Arrays.copyOf(whole, whole.length / 2),
        version.getBytes(StandardCharsets.ISO_8859_1),
        "shopping list\n".repeat(100).getBytes(StandardCharsets.UTF_8),
        withNewest(Step.TEN_SECONDS, NOW / 10_000),
        forged(Step.SECOND, out -> out.writeInt(Integer.MAX_VALUE)));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void whatIsCutForeignOrOfAnotherVersionIsSetAsideWithOneWarning(byte[] content)
      throws IOException {
    Run first = trial.begin();
    first.second(100);
    assertThat(first.end()).isTrue();
    Files.write(trial.file(Step.SECOND), content);

    Run run = trial.begin();
    run.second(50);
    assertThat(run.end()).isTrue();

    assertThat(aside(Step.SECOND)).hasBinaryContent(content);
    assertThat(trial.messages())
        .singleElement()
        .asString()
        .startsWith("Earlier samples in " + trial.file(Step.SECOND) + " cannot be read: ")
        .endsWith("samples-second.bin.corrupt, a new one is begun");
    assertThat(trial.warnings()).hasSize(1);
    Run next = trial.begin();
    assertThat(next.most()).isEqualTo(50);
    assertThat(next.end()).isTrue();
    assertThat(trial.messages()).hasSize(1);
  }

  @Test
  void aFolderInTheFilesPlaceIsSetAsideToo() throws IOException {
    Files.createDirectories(trial.file(Step.SECOND));
    Run run = trial.begin();
    assertThat(run.end()).isTrue();
    assertThat(aside(Step.SECOND)).isDirectory();
    assertThat(trial.warnings()).singleElement().asString().contains("it is not a file");
  }

  private Path aside(Step step) {
    return trial.folder.resolve(trial.file(step).getFileName() + ".corrupt");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldOfOnceAndMadeWhenItCan() throws IOException {
    Path obstacle = Files.writeString(root.resolve("state"), "");
    Run run = trial.begin();
    run.second(100);
    run.written();
    run.written();
    assertThat(run.most()).isEqualTo(100);
    assertThat(trial.warnings())
        .singleElement()
        .asString()
        .startsWith("Samples cannot be written to " + trial.folder + ": ")
        .endsWith("They are kept in memory until they can");

    Files.delete(obstacle);
    run.written();
    assertThat(trial.messages())
        .hasSize(2)
        .last()
        .isEqualTo("Samples are written to " + trial.folder + " again");
    assertThat(run.end()).isTrue();
    Run next = trial.begin();
    assertThat(next.most()).isEqualTo(100);
    assertThat(next.end()).isTrue();
  }

  @Test
  void aFileThatCannotBeReplacedIsToldOfOnceAndWrittenLater() throws IOException {
    Run run = trial.begin();
    run.second(100);
    run.written();
    Path file = trial.file(Step.SECOND);
    Files.delete(file);
    Path obstacle = Files.createDirectories(file.resolve("in the way"));

    run.written();
    run.written();
    assertThat(trial.messages())
        .singleElement()
        .asString()
        .startsWith("Samples cannot be written to " + trial.folder + ": ");
    Files.delete(obstacle);
    Files.delete(file);
    assertThat(run.end()).isTrue();
    assertThat(trial.messages()).hasSize(2);
    Run next = trial.begin();
    assertThat(next.most()).isEqualTo(100);
    assertThat(next.end()).isTrue();
  }

  @Test
  void aFullDiskIsToldOfOnceAndNothingIsLostWhenThereIsRoomAgain() throws Exception {
    Process writer =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -S -f 0; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                CrampedWriter.class.getName(),
                trial.folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String output = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output)
          .containsPattern(
              "cramped \\[Samples cannot be written to [^,]*They are kept in memory until they"
                  + " can\\]")
          .containsPattern("roomy \\[Samples cannot [^,]*, Samples are written to [^,]* again\\]")
          .contains("ended true");
    } finally {
      writer.destroyForcibly().waitFor();
    }
    trial.scheduler.advance(Duration.ofMinutes(5));
    Run next = trial.begin();
    assertThat(next.most()).isEqualTo(100);
    assertThat(next.end()).isTrue();
    assertThat(trial.messages()).isEmpty();
  }
}
