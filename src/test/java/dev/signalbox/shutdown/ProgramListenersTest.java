package dev.signalbox.shutdown;

import static dev.signalbox.shutdown.ShutdownTrial.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ProgramState.Closed;
import dev.signalbox.shutdown.state.ProgramState.Closing;
import dev.signalbox.shutdown.state.ProgramState.Open;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the coordinator tells, to whom, and in which order. */
@Timeout(60)
class ProgramListenersTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final ShutdownReason QUIT = new ShutdownReason.Quit();

  @Test
  void hearThePresentFirstAndThenEveryStepDown() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      List<ProgramState> heard = heardBy(trial);
      result(trial.coordinator.shutdown(QUIT));

      await().until(() -> !heard.isEmpty() && heard.getLast() instanceof Closed);
      assertThat(heard.getFirst()).isEqualTo(new Open());
      assertThat(heard)
          .filteredOn(Closing.class::isInstance)
          .extracting(state -> ((Closing) state).phase())
          .isSorted()
          .contains(ShutdownPhase.values());
    }
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromHearing() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      trial.coordinator.addListener(
          _ -> {
            throw new IllegalStateException("a listener's mistake");
          });
      List<ProgramState> heard = heardBy(trial);
      result(trial.coordinator.shutdown(QUIT));

      await().until(() -> !heard.isEmpty() && heard.getLast() instanceof Closed);
      assertThat(heard).hasAtLeastOneElementOfType(Closing.class);
    }
  }

  @Test
  void oneThatComesLateHearsNothingOfThePast() throws Exception {
    try (ShutdownTrial trial = ShutdownTrial.withGrace(GRACE)) {
      Gate gate = new Gate();
      trial.coordinator.addListener(_ -> gate.awaitDeaf());
      result(trial.coordinator.shutdown(QUIT));
      List<ProgramState> heard = heardBy(trial);

      gate.open();

      await().until(() -> !heard.isEmpty());
      assertThat(heard).hasOnlyElementsOfType(Closed.class);
    }
  }

  private static List<ProgramState> heardBy(ShutdownTrial trial) {
    List<ProgramState> heard = new CopyOnWriteArrayList<>();
    trial.coordinator.addListener(snapshot -> heard.add(snapshot.state()));
    return heard;
  }
}
