package dev.signalbox.journal.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.Subject;
import dev.signalbox.testing.ManualScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
  private static final Subject RELAY = Subject.relay("tracking");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String SECONDS = "samples-second.bin";

  private final ManualScheduler scheduler = new ManualScheduler();
  private final FolderLocks locks = new FolderLocks();

  @TempDir Path folder;

  private SampleFile open(SampleHistory history) {
    return SampleFile.open(folder, history, scheduler, locks, Deadline.in(SOON));
  }

  private void second(SampleHistory history, double rows) {
    Instant before = scheduler.now();
    scheduler.advance(Duration.ofSeconds(1));
    history.watch(scheduler.now());
    history.record(RELAY, Measure.READ, before, scheduler.now(), rows);
  }

  private Samples ofTheLast(SampleHistory history, Duration ago) {
    Instant now = scheduler.now();
    return history.between(RELAY, now.minus(ago), now, now, 10_000);
  }

  @Test
  void whatWasMeasuredIsThereAfterARestart() throws IOException {
    SampleHistory first = new SampleHistory();
    SampleFile file = open(first);
    first.watch(scheduler.now());
    for (int i = 0; i < 30; i++) {
      second(first, i == 20 ? 900 : 100);
    }
    assertThat(file.close(Deadline.in(SOON))).isTrue();
    float greatest = ofTheLast(first, Duration.ofDays(2)).series().getFirst().greatest();
    scheduler.advance(Duration.ofMinutes(2));

    SampleHistory next = new SampleHistory();
    next.watch(scheduler.now());
    SampleFile again = open(next);
    for (Duration ago : new Duration[] {Duration.ofMinutes(10), Duration.ofDays(2)}) {
      assertThat(ofTheLast(next, ago).of(Measure.READ).orElseThrow().greatest())
          .isEqualTo(greatest);
    }
    assertThat(ofTheLast(next, Duration.ofHours(1)).watched())
        .extracting(Stretch::before)
        .containsExactly(Stretch.Gap.NOT_RUNNING, Stretch.Gap.NOT_RUNNING);
    assertThat(again.close(Deadline.in(SOON))).isTrue();
    assertThat(Files.getPosixFilePermissions(folder.resolve(SECONDS))).hasSize(2);
  }

  @Test
  void aCrashCostsAMinuteAtMostAtEveryStep() {
    SampleHistory first = new SampleHistory();
    open(first);
    first.watch(scheduler.now());
    for (int i = 0; i < 61; i++) {
      second(first, 100);
    }
    await().atMost(SOON).until(() -> Files.exists(folder.resolve(SECONDS)));
    // Of this run nothing more is written: its successor finds what it left, in a process of its
    // own.
    SampleHistory next = new SampleHistory();
    SampleFile again =
        SampleFile.open(copied(), next, scheduler, new FolderLocks(), Deadline.in(SOON));
    for (Duration ago : new Duration[] {Duration.ofMinutes(10), Duration.ofDays(2)}) {
      assertThat(ofTheLast(next, ago).of(Measure.READ)).isPresent();
    }
    assertThat(again.close(Deadline.in(SOON))).isTrue();
  }

  private Path copied() {
    try {
      Path copy = Files.createDirectory(folder.resolve("copy"));
      Files.copy(folder.resolve(SECONDS), copy.resolve(SECONDS));
      return copy;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileOfSomebodyElseIsSetAside() throws IOException {
    Files.writeString(folder.resolve(SECONDS), "shopping list");
    SampleHistory history = new SampleHistory();
    SampleFile file = open(history);
    second(history, 5);
    assertThat(file.close(Deadline.in(SOON))).isTrue();
    assertThat(folder.resolve(SECONDS + ".corrupt")).hasContent("shopping list");
    SampleHistory next = new SampleHistory();
    assertThat(open(next).close(Deadline.in(SOON))).isTrue();
    assertThat(ofTheLast(next, Duration.ofMinutes(1)).of(Measure.READ)).isPresent();
  }

  @Test
  void everyByteThatIsChangedOrMissingIsNoticed() {
    SampleHistory history = new SampleHistory();
    second(history, 5);
    byte[] whole = RecordedBytes.encode(Step.SECOND, history.recorded(Step.SECOND));
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      assertDamaged(changed);
    }
    assertDamaged(Arrays.copyOf(whole, whole.length - 1));
    assertDamaged(new byte[0]);
    assertThatThrownBy(() -> RecordedBytes.decode(Step.TEN_SECONDS, whole))
        .isInstanceOf(RecordedBytes.DamagedException.class);
  }

  private static void assertDamaged(byte[] bytes) {
    assertThatThrownBy(() -> RecordedBytes.decode(Step.SECOND, bytes))
        .isInstanceOf(RecordedBytes.DamagedException.class);
  }

  @Test
  void anotherWriterIsLeftAlone() {
    SampleHistory first = new SampleHistory();
    SampleFile file = open(first);
    SampleHistory second = new SampleHistory();
    SampleFile other = open(second);
    second(second, 5);
    assertThat(other.close(Deadline.in(SOON))).isFalse();
    assertThat(folder.resolve(SECONDS)).doesNotExist();
    assertThat(file.close(Deadline.in(SOON))).isTrue();
    assertThat(folder.resolve(SECONDS)).exists();
  }
}
