package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedConnector.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A snapshot names who asked for what it shows, and nobody where nobody did. */
class ChangedByTest {
  private static final Actor KURT = new Actor("kurt", "console-3", "window");
  private static final Actor ANNA = new Actor("anna", "console-4", "command line");

  @Test
  void aCommandIsSignedAndWhatADriverReportsIsNot() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<String> heard = new CopyOnWriteArrayList<>();
      trial
          .supervisor()
          .addListener(
              now ->
                  heard.add(
                      now.state().getClass().getSimpleName()
                          + now.changedBy().map(by -> " by " + by.user()).orElse("")));

      trial.supervisor().connect(KURT);
      trial.connector().awaitCall().succeed();
      trial.awaitProof();
      trial.supervisor().disconnect(ANNA, Duration.ofSeconds(1));
      trial.await(Off.class);

      assertThat(heard.stream().distinct())
          .containsExactly("Off", "Connecting by kurt", "Connected", "Closing by anna");
      assertThat(heard.getLast()).isEqualTo("Off");
    }
  }

  @Test
  void whoOnlyJoinsChangesNothing() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.supervisor().connect(KURT);
      trial.connector().awaitCall();

      assertThat(trial.supervisor().connect(ANNA)).isEqualTo(new Verdict.Joined());

      trial.await(Connecting.class);
      assertThat(trial.supervisor().snapshot().changedBy()).contains(KURT);
    }
  }

  @Test
  void whoCancelsIsNamedWhileTheAttemptEnds() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      trial.supervisor().connect(KURT);
      Call call = trial.connector().awaitCall();

      trial.supervisor().cancel(ANNA);

      trial.await(Cancelling.class);
      assertThat(trial.supervisor().snapshot().changedBy()).contains(ANNA);
      call.fail(FailureKind.UNREACHABLE, "at last");
      trial.await(Off.class);
      assertThat(trial.supervisor().snapshot().changedBy()).isEmpty();
    }
  }

  @Test
  void aReconnectIsSignedUntilItsSessionIsClosed() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Gate gate = trial.connected().hangOnClose();

      trial.supervisor().reconnect(KURT);

      trial.await(Closing.class);
      assertThat(trial.supervisor().snapshot().changedBy()).contains(KURT);
      gate.open();
      trial.await(Connecting.class);
      assertThat(trial.supervisor().snapshot().changedBy()).isEmpty();
    }
  }

  @Test
  void aSilentPeerIsNobodysWish() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.stale();

      assertThat(trial.supervisor().snapshot().state()).isInstanceOf(Stale.class);
      assertThat(trial.supervisor().snapshot().changedBy()).isEmpty();
      assertThat(trial.supervisor().connect(KURT).isAccepted()).isFalse();
      assertThat(trial.supervisor().snapshot().changedBy()).isEmpty();
    }
  }

  @Test
  void aLiveSessionThatIsOnlyRetiredKeepsItsState() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected();

      trial.supervisor().retire();

      assertThat(trial.status().state()).isInstanceOf(Connected.class);
      assertThat(trial.supervisor().snapshot().changedBy()).isEmpty();
    }
  }

  @Test
  void theShutdownSignsTheAttemptThatItAbandons() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();

      trial.supervisor().retire();

      trial.await(Cancelling.class);
      assertThat(trial.supervisor().snapshot().changedBy()).contains(Actor.program("shutdown"));
      call.fail(FailureKind.UNREACHABLE, "at last");
    }
  }
}
