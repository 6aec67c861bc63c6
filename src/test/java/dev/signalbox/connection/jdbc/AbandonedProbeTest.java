package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.AttemptAbandonedException;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.UndisturbedScope;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt that is given up when its first connection stands and its pool does not. */
class AbandonedProbeTest extends FrozenPeersTrial {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** The probe's connection is open, the pool is not, and nobody waits any more. */
  @ParameterizedTest
  @EnumSource
  void anAttemptEndsWithItsProbe(DatabaseKind kind) throws Exception {
    try (DriverThreads threads = DriverThreads.create()) {
      DatabaseConnector connector =
          new DatabaseConnector(
              peers.settings(kind, FrozenPeers.NO_HEARTBEAT),
              "probed",
              PasswordPrompt.unavailable(),
              threads);
      assertThatThrownBy(() -> connector.open(new AbandonedAtPool()))
          .isInstanceOf(AttemptAbandonedException.class);
      peers.assertNothingLeft();
    }
  }

  @Test
  void anInterruptedAttemptDoesNotWaitForItsProbe() throws Exception {
    try (DriverThreads threads = DriverThreads.create()) {
      DatabaseConnector connector =
          new DatabaseConnector(
              peers.settings(DatabaseKind.ORACLE, FrozenPeers.NO_HEARTBEAT),
              "probed",
              PasswordPrompt.unavailable(),
              threads);
      AbandonedAtPool scope = new AbandonedAtPool();
      scope.interrupted = true;
      assertThatThrownBy(() -> connector.open(scope)).isInstanceOf(AttemptAbandonedException.class);
      Duration took = Duration.ofNanos(System.nanoTime() - scope.abandonedAt);
      assertThat(Thread.interrupted()).as("the attempt's own interrupt is kept").isTrue();
      peers.assertNothingLeft();
      assertThat(took).isLessThan(SECOND);
    }
  }

  /** The peer falls silent and the attempt is given up between probe and pool. */
  private static final class AbandonedAtPool extends UndisturbedScope {
    private boolean interrupted;
    private long abandonedAt;

    AbandonedAtPool() {
      super(Deadline.in(Duration.ofSeconds(15)));
    }

    @Override
    public void enter(ConnectPhase phase) {
      if (phase == ConnectPhase.POOL) {
        peers.freeze();
        abandonedAt = System.nanoTime();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        throw new AttemptAbandonedException();
      }
    }
  }
}
