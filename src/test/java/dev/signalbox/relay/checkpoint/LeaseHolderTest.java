package dev.signalbox.relay.checkpoint;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeaseHolderTest {
  private static final ProcessStart UNKNOWN = new ProcessStart(ProcessStart.Unit.MILLISECONDS, 0);

  private final LeaseHolder self = LeaseHolder.ofThisProcess();

  private LeaseHolder neighbour(long pid, ProcessStart start) {
    return new LeaseHolder(self.host(), self.machine(), pid, start, "other");
  }

  private static ProcessStart earlier(ProcessStart start) {
    return new ProcessStart(start.unit(), start.count() - 1);
  }

  @Test
  void textIsUnderstoodAgain() {
    assertThat(LeaseHolder.parse(self.text())).contains(self);
    assertThat(LeaseHolder.parse("somebody")).isEmpty();
    assertThat(LeaseHolder.parse("a|b|c|d|e")).isEmpty();
  }

  @Test
  void aLivingProcessIsNotDead() {
    assertThat(neighbour(self.pid(), self.start()).isDeadNeighbourOf(self)).isFalse();
  }

  @Test
  void aProcessIdThatCameBackIsAnotherProcess() {
    assertThat(neighbour(self.pid(), earlier(self.start())).isDeadNeighbourOf(self)).isTrue();
  }

  /** As another virtual machine sees the start of this process once the clock was set. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aClockThatWasSetMakesNoLivingProcessDead() {
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
    String text =
        String.join(
            "|",
            self.host(),
            self.machine(),
            Long.toString(self.pid()),
            Long.toString(start.minusSeconds(60).toEpochMilli()),
            "other");

    assertThat(LeaseHolder.parse(text).orElseThrow().isDeadNeighbourOf(self)).isFalse();
    assertThat(self.start().unit()).isEqualTo(ProcessStart.Unit.TICKS);
  }

  @Test
  void theStartIsFoundBehindAnyName() {
    String fields = IntStream.rangeClosed(4, 52).mapToObj(Integer::toString).collect(joining(" "));

    assertThat(ProcessStart.ticks("7 (java) S " + fields + "\n")).isEqualTo(22);
    assertThat(ProcessStart.ticks("7 (a) R (b) c) S " + fields)).isEqualTo(22);
  }

  @Test
  void anUnknownStartProvesNothing() {
    assertThat(neighbour(self.pid(), UNKNOWN).isDeadNeighbourOf(self)).isFalse();
    assertThat(UNKNOWN.differsFrom(new ProcessStart(UNKNOWN.unit(), 5))).isFalse();
  }

  /** The shell becomes a program that asks for none of its children. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anEndedProcessThatNobodyHasAskedForIsDead() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 30 & echo $!; exec sleep 30").start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      // A shell asks for its children, what it becomes does not.
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> parent.info().command().orElse("").endsWith("sleep"));
      LeaseHolder holder = neighbour(pid, ProcessStart.of(child));
      assertThat(holder.isDeadNeighbourOf(self)).isFalse();

      assertThat(child.destroyForcibly()).isTrue();

      Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> holder.isDeadNeighbourOf(self));
      assertThat(ProcessHandle.of(pid)).isPresent();
    } finally {
      parent.destroyForcibly();
      assertThat(parent.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anEndedProcessIsDead() throws Exception {
    Process process = new ProcessBuilder("true").start();
    long pid = process.pid();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

    assertThat(neighbour(pid, UNKNOWN).isDeadNeighbourOf(self)).isTrue();
  }

  @Test
  void nothingIsKnownOfOtherMachines() {
    LeaseHolder elsewhere = new LeaseHolder("elsewhere", self.machine(), 1, UNKNOWN, "other");
    LeaseHolder container = new LeaseHolder(self.host(), "pid:[1]", 1, UNKNOWN, "other");

    assertThat(elsewhere.isDeadNeighbourOf(self)).isFalse();
    assertThat(container.isDeadNeighbourOf(self)).isFalse();
  }
}
