package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector.Call;
import dev.signalbox.testing.SessionCount;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connect succeeds in the instant in which it is given up. */
@Timeout(120)
class HandOverRaceTest {
  private static final int ROUNDS = 500;

  enum Ending {
    CANCEL {
      @Override
      void prepare(ConnectionTrial trial) {}

      @Override
      void end(ConnectionTrial trial) {
        trial.supervisor().cancel(Askers.TEST);
      }
    },
    DEADLINE {
      @Override
      void prepare(ConnectionTrial trial) {
        trial.advance(ConnectionTrial.CONNECT_TIMEOUT.minusMillis(1));
      }

      @Override
      void end(ConnectionTrial trial) {
        trial.advanceMillis(1);
      }
    };

    abstract void prepare(ConnectionTrial trial);

    abstract void end(ConnectionTrial trial);
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoSessionBehind(Ending ending) throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withoutRetries()) {
      SessionCount count = trial.connector().count();
      int adopted = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Call call = trial.connecting();
        ending.prepare(trial);
        race(round, call, () -> ending.end(trial));
        trial.awaitStatus(HandOverRaceTest::isAtRest);

        int owned = trial.supervisor().session(Session.class).isPresent() ? 1 : 0;
        adopted += owned;
        assertThat(count.opened())
            .as("opened in round %d", round)
            .isEqualTo(count.closed() + owned);
        assertThat(count.closedInterrupted()).isZero();
        trial.supervisor().disconnect(Askers.TEST);
        trial.awaitStatus(
            status -> isAtRest(status) && !(status.state() instanceof ConnectionState.Connected));
      }
      assertThat(count.opened()).isEqualTo(count.closed());
      System.out.printf(
          "%s: %d of %d attempts succeeded, %d of them too late%n",
          ending, count.opened(), ROUNDS, count.opened() - adopted);
    }
  }

  private static boolean isAtRest(ConnectionStatus status) {
    return status.abandoned().isEmpty()
        && switch (status.state()) {
          case ConnectionState.Off _, ConnectionState.Failed _, ConnectionState.Connected _ -> true;
          default -> false;
        };
  }

  /** Both at once, with a lead of some hundred nanoseconds that wanders from one to the other. */
  private static void race(int round, Call call, Runnable ending) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    int lead = round % 100 * 20;
    FutureTask<Void> success =
        new FutureTask<>(
            () -> {
              barrier.await();
              spin(lead);
              call.succeed();
              return null;
            });
    Thread.ofPlatform().start(success);
    barrier.await();
    spin(1000);
    ending.run();
    success.get(10, TimeUnit.SECONDS);
  }

  private static void spin(int turns) {
    for (int i = 0; i < turns; i++) {
      Thread.onSpinWait();
    }
  }
}
