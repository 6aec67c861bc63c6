package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A password that has to be asked for: the operator's time is not the peer's. */
class PasswordDeadlineTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration ALMOST = ConnectionTrial.CONNECT_TIMEOUT.minusSeconds(1);

  @Test
  void noTimeRunsWhileItIsAskedFor() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedConnector.Call call = asking(trial);

      trial.advance(LONG);

      assertThat(trial.status().state())
          .isInstanceOfSatisfying(Connecting.class, c -> assertThat(c.isAsking()).isTrue());
      assertThat(call.scope().isAbandoned()).isFalse();
      assertThat(call.scope().deadline().remaining()).isGreaterThan(ALMOST);
      assertThat(trial.lines()).endsWith("INFO Waiting for the password of NATS...");
      call.succeed();
      trial.awaitProof();
    }
  }

  @Test
  void theDeadlineBeginsWithTheAnswer() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedConnector.Call call = asking(trial);
      trial.advance(LONG);

      call.scope().enter(ConnectPhase.LOGIN);
      Connecting begun =
          (Connecting) trial.awaitStatus(s -> isIn(s.state(), ConnectPhase.LOGIN)).state();
      assertThat(begun.since()).isEqualTo(trial.now());
      assertThat(begun.deadline()).isEqualTo(trial.now().plus(ConnectionTrial.CONNECT_TIMEOUT));
      trial.advance(ALMOST);
      assertThat(trial.status().state()).isInstanceOf(Connecting.class);

      trial.advance(ConnectionTrial.CONNECT_TIMEOUT.minus(ALMOST));

      trial.await(Waiting.class);
      assertThat(trial.lines()).containsOnlyOnce("INFO Waiting for the password of NATS...");
      assertThat(trial.lines()).contains("ERROR NATS connection timed out after 30 seconds");
    }
  }

  @Test
  void aCancelWhileItIsAskedForIsNoFailureAndLeadsToNoRetry() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      asking(trial);
      trial.advance(LONG);

      trial.supervisor().cancel(Askers.TEST);
      trial.await(Off.class);
      trial.advance(LONG);

      assertThat(trial.status().state()).isInstanceOf(Off.class);
      assertThat(trial.connector().unseenCalls()).isZero();
    }
  }

  private static ScriptedConnector.Call asking(ConnectionTrial trial) throws Exception {
    ScriptedConnector.Call call = trial.connecting();
    call.scope().enter(ConnectPhase.PASSWORD);
    trial.awaitStatus(status -> isIn(status.state(), ConnectPhase.PASSWORD));
    return call;
  }

  private static boolean isIn(Object state, ConnectPhase phase) {
    return state instanceof Connecting c && c.phase() == phase;
  }
}
