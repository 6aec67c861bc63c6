package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseHolderTest {
  private final LeaseHolder self = LeaseHolder.ofThisProcess();

  private LeaseHolder neighbour(long pid, long startedAt) {
    return new LeaseHolder(self.host(), self.machine(), pid, startedAt, "other");
  }

  @Test
  void textIsUnderstoodAgain() {
    assertThat(LeaseHolder.parse(self.text())).contains(self);
    assertThat(LeaseHolder.parse("somebody")).isEmpty();
    assertThat(LeaseHolder.parse("a|b|c|d|e")).isEmpty();
  }

  @Test
  void aLivingProcessIsNotDead() {
    assertThat(neighbour(self.pid(), self.startedAt()).isDeadNeighbourOf(self)).isFalse();
  }

  @Test
  void aProcessIdThatCameBackIsAnotherProcess() {
    assertThat(neighbour(self.pid(), self.startedAt() - 1000).isDeadNeighbourOf(self)).isTrue();
  }

  @Test
  void anEndedProcessIsDead() throws Exception {
    Process process = new ProcessBuilder("true").start();
    long pid = process.pid();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

    assertThat(neighbour(pid, 0).isDeadNeighbourOf(self)).isTrue();
  }

  @Test
  void nothingIsKnownOfOtherMachines() {
    LeaseHolder elsewhere = new LeaseHolder("elsewhere", self.machine(), 1, 0, "other");
    LeaseHolder container = new LeaseHolder(self.host(), "pid:[1]", 1, 0, "other");

    assertThat(elsewhere.isDeadNeighbourOf(self)).isFalse();
    assertThat(container.isDeadNeighbourOf(self)).isFalse();
  }
}
