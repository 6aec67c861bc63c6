package dev.signalbox.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedConnector.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program is closing: nothing begins any more, whatever state an endpoint is in. */
@Timeout(60)
class RetirementTest {
  private static final Verdict CLOSING = new Verdict.Refused("Signalbox is closing");

  @Test
  void whileOff() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      assertThat(retire(trial, Off.class)).isEqualTo(AttemptOutcome.NONE);
      assertThat(trial.status().state()).isInstanceOf(Off.class);
    }
  }

  @Test
  void whileConnecting() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connecting();

      assertThat(retire(trial, Connecting.class)).isEqualTo(AttemptOutcome.ENDED);

      trial.await(Off.class);
      assertThat(trial.lines())
          .as("the ending is worded by the one who closes the program")
          .containsExactly("INFO Connecting to NATS at [nats://a:4222] (timeout: 30s)...");
    }
  }

  @Test
  void whileConnectingWithALateSuccess() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      Retirement retirement = trial.supervisor().retire();
      assertThat(retirement.outcome()).isNotDone();

      call.succeed();

      assertThat(retirement.outcome().get(10, SECONDS)).isEqualTo(AttemptOutcome.LATE);
      assertThat(trial.lines())
          .as("written before the outcome is told")
          .endsWith("INFO Connected to NATS at [nats://a:4222]  (late, closed after 0.000 s)");
      assertThat(call.session().closedOrderly()).contains(false);
    }
  }

  @Test
  void whileCancelling() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      trial.supervisor().cancel(Askers.TEST);
      Retirement retirement = trial.supervisor().retire();
      assertThat(retirement.before().state()).isInstanceOf(Cancelling.class);

      call.fail(FailureKind.UNREACHABLE, "at last");

      assertThat(retirement.outcome().get(10, SECONDS)).isEqualTo(AttemptOutcome.ENDED);
      trial.await(Off.class);
    }
  }

  @Test
  void whileWaiting() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connecting().fail(FailureKind.UNREACHABLE, "no route");
      trial.await(Waiting.class);

      assertThat(retire(trial, Waiting.class)).isEqualTo(AttemptOutcome.NONE);
      trial.advance(Duration.ofHours(1));

      trial.await(Off.class);
      assertThat(trial.connector().unseenCalls()).isZero();
    }
  }

  @Test
  void whileFailed() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withoutRetries()) {
      trial.connecting().fail(FailureKind.TLS, "unknown authority");
      trial.await(Failed.class);

      assertThat(retire(trial, Failed.class)).isEqualTo(AttemptOutcome.NONE);

      assertThat(trial.status().state()).isInstanceOf(Failed.class);
    }
  }

  @Test
  void whileConnectedTheSessionStaysUntilDisconnect() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected();

      assertThat(retire(trial, Connected.class)).isEqualTo(AttemptOutcome.NONE);

      assertThat(trial.supervisor().reconnect(Askers.TEST)).isEqualTo(CLOSING);
      assertThat(trial.supervisor().session(Session.class)).isPresent();
      trial.supervisor().disconnect(Askers.TEST);
      trial.await(Off.class);
    }
  }

  @Test
  void whileStale() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.stale();

      assertThat(retire(trial, Stale.class)).isEqualTo(AttemptOutcome.NONE);

      trial.supervisor().disconnect(Askers.TEST);
      trial.await(Off.class);
    }
  }

  @Test
  void whileClosingForAReconnect() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Gate gate = trial.connected().hangOnClose();
      trial.supervisor().reconnect(Askers.TEST);

      assertThat(retire(trial, Closing.class)).isEqualTo(AttemptOutcome.NONE);
      gate.open();

      trial.await(Off.class);
      assertThat(trial.connector().unseenCalls()).isZero();
    }
  }

  @Test
  void aSessionLostAfterwardsIsNotOpenedAgain() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();
      call.succeed();
      trial.awaitProof();
      trial.supervisor().retire();

      call.scope().sessionLost(new IllegalStateException("gone"));

      trial.await(Off.class);
    }
  }

  /** Retires, finds the endpoint in the state expected, and returns its attempt's outcome. */
  private static AttemptOutcome retire(ConnectionTrial trial, Class<? extends ConnectionState> in)
      throws Exception {
    Retirement retirement = trial.supervisor().retire();
    assertThat(retirement.before().state()).isInstanceOf(in);
    assertThat(trial.supervisor().connect(Askers.TEST)).isEqualTo(CLOSING);
    return retirement.outcome().get(10, SECONDS);
  }
}
