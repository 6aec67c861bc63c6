package dev.signalbox.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a supervisor tells, to whom, when, and on which thread. */
@Timeout(60)
class ListenersTest {

  @Test
  void hearThePresentFirstAndThenEveryChangeInOrder() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<ConnectionState> heard = new CopyOnWriteArrayList<>();
      trial.supervisor().addListener(snapshot -> heard.add(snapshot.state()));
      trial.connected();
      trial.supervisor().disconnect(Askers.TEST);
      trial.await(Off.class);

      assertThat(heard.stream().map(state -> state.getClass().getSimpleName()).distinct())
          .containsExactly("Off", "Connecting", "Connected", "Closing");
      assertThat(heard.getFirst()).isInstanceOf(Off.class);
      assertThat(heard.getLast()).isInstanceOf(Off.class);
      assertThat(heard).extracting(ConnectionState::since).isSorted();
    }
  }

  @Test
  void oneThatComesLateHearsNothingOfThePast() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Gate gate = new Gate();
      trial.supervisor().addListener(_ -> gate.awaitDeaf());
      trial.connecting();
      trial.supervisor().cancel(Askers.TEST);
      Awaitility.await().until(() -> trial.status().state() instanceof Off);
      List<ConnectionState> heard = new CopyOnWriteArrayList<>();
      trial.supervisor().addListener(snapshot -> heard.add(snapshot.state()));

      gate.open();

      trial.await(Off.class);
      assertThat(heard).isNotEmpty().noneMatch(Connecting.class::isInstance);
    }
  }

  @Test
  void mayTakeTheirTimeWithoutHoldingAnythingUp() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Gate gate = new Gate();
      trial.supervisor().addListener(_ -> gate.awaitDeaf());

      trial.connecting().succeed();
      Awaitility.await().until(() -> trial.status().state() instanceof Connected);
      assertThat(trial.supervisor().disconnect(Askers.TEST).isAccepted()).isTrue();

      gate.open();
      trial.await(Off.class);
    }
  }

  @Test
  void areCalledOutsideTheLockAndMayCallBack() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      CompletableFuture<Verdict> answer = new CompletableFuture<>();
      trial
          .supervisor()
          .addListener(
              snapshot -> {
                if (snapshot.state() instanceof Connecting) {
                  // Another thread could not get an answer while this one held the lock.
                  CompletableFuture.supplyAsync(trial.supervisor()::snapshot)
                      .orTimeout(10, SECONDS)
                      .join();
                  answer.complete(trial.supervisor().cancel(Askers.TEST));
                }
              });

      trial.supervisor().connect(Askers.TEST);

      assertThat(answer.get(10, SECONDS)).isEqualTo(new Verdict.Accepted());
      trial.await(Off.class);
    }
  }

  @Test
  void neverSeeAnInterruptThatWasMeantForADriver() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      AtomicBoolean interrupted = new AtomicBoolean();
      trial.supervisor().addListener(_ -> interrupted.compareAndSet(false, Thread.interrupted()));
      for (int i = 0; i < 20; i++) {
        trial.connecting();
        trial.supervisor().cancel(Askers.TEST);
        trial.await(Off.class);
      }

      assertThat(interrupted).isFalse();
    }
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersFromHearing() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial
          .supervisor()
          .addListener(
              _ -> {
                throw new IllegalStateException("a listener's mistake");
              });
      List<ConnectionState> heard = new CopyOnWriteArrayList<>();
      trial.supervisor().addListener(snapshot -> heard.add(snapshot.state()));

      trial.connected();

      assertThat(heard).anyMatch(Connected.class::isInstance);
    }
  }

  @Test
  void hearNothingOnceRemoved() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<ConnectionState> heard = new CopyOnWriteArrayList<>();
      Consumer<ConnectionSnapshot> listener = snapshot -> heard.add(snapshot.state());
      trial.supervisor().addListener(listener);
      trial.await(Off.class);
      trial.supervisor().removeListener(listener);

      trial.connected();

      assertThat(heard).singleElement().isInstanceOf(Off.class);
    }
  }

  @Test
  void aConditionThatHoldsAlreadyIsMetAtOnce() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      assertThat(trial.supervisor().when(now -> now.state() instanceof Off).get(10, SECONDS))
          .isEqualTo(trial.supervisor().snapshot());
    }
  }

  @Test
  void aWaitThatWasGivenUpIsForgotten() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<ConnectionState> tested = new CopyOnWriteArrayList<>();
      CompletableFuture<ConnectionSnapshot> never =
          trial.supervisor().when(now -> !tested.add(now.state()));
      trial.await(Off.class);

      never.cancel(false);
      trial.connected();

      assertThat(tested).singleElement().isInstanceOf(Off.class);
    }
  }
}
