package dev.signalbox.connection;

import static dev.signalbox.connection.ConnectionTrial.HEARTBEAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector.Call;
import dev.signalbox.testing.ScriptedException;
import dev.signalbox.testing.ScriptedSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is restarted behind its listener, which does not know it meanwhile. */
@Timeout(60)
class UnknownServiceTest {

  @Test
  void aServiceThatIsUnknownForAWhileIsAnOutage() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      session.failPings(new ScriptedException(FailureKind.UNKNOWN_SERVICE, "ORA-12514"));
      trial.advance(HEARTBEAT.interval());
      assertThat(trial.await(Stale.class).cause().message()).isEqualTo("ORA-12514");

      session.answerAgain();
      trial.advance(HEARTBEAT.interval());

      trial.await(Connected.class);
      assertThat(session.closedOrderly()).isEmpty();
    }
  }

  @Test
  void aServiceThatWasThereIsTriedAgainUntilItIsKnownAgain() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call first = trial.connecting();
      first.succeed();
      trial.awaitProof();
      first.scope().sessionLost(new ScriptedException(FailureKind.UNREACHABLE, "reset"));

      for (int retry = 0; retry < 3; retry++) {
        Waiting waiting = trial.await(Waiting.class);
        trial.advance(Duration.between(trial.now(), waiting.retryAt()));
        trial.connector().awaitCall().fail(FailureKind.UNKNOWN_SERVICE, "ORA-12514");
      }
      trial.await(Waiting.class);
      trial.supervisor().connect(Askers.TEST);
      trial.connector().awaitCall().fail(FailureKind.UNKNOWN_SERVICE, "asked by hand");

      Waiting waiting = trial.await(Waiting.class);
      assertThat(waiting.cause().message()).isEqualTo("asked by hand");
      assertThat(waiting.retries().count()).isEqualTo(1);
      trial.supervisor().cancel(Askers.TEST);
      trial.await(Off.class);
      trial.connecting().fail(FailureKind.UNKNOWN_SERVICE, "asked anew");
      trial.await(Failed.class);
    }
  }

  @Test
  void aReconnectToAServiceThatIsRestartingIsTriedAgain() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected();
      trial.supervisor().reconnect(Askers.TEST);

      trial.connector().awaitCall().fail(FailureKind.UNKNOWN_SERVICE, "ORA-12514");

      assertThat(trial.await(Waiting.class).cause().message()).isEqualTo("ORA-12514");
    }
  }
}
