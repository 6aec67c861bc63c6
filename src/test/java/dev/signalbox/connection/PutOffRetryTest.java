package dev.signalbox.connection;

import static dev.signalbox.connection.ConnectionTrial.CONNECT_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resolver that is silent for a while: as many attempts as there may be are left behind. */
@Timeout(60)
class PutOffRetryTest {
  private static final String PUT_OFF =
      "WARN NATS retries wait: 3 abandoned attempts have not ended yet, one of them has to";

  /** Lets three attempts pass their deadlines, deaf to interrupts, up to the wait after them. */
  private static List<Call> leaveThreeBehind(ConnectionTrial trial) throws Exception {
    trial.connector().ignoreInterrupts();
    List<Call> left = new ArrayList<>(List.of(trial.connecting()));
    while (true) {
      trial.advance(CONNECT_TIMEOUT);
      Waiting waiting = trial.await(Waiting.class);
      if (left.size() == ConnectionStatus.MAXIMUM_ORPHANS) {
        return left;
      }
      trial.advance(Duration.between(trial.now(), waiting.retryAt()));
      left.add(trial.connector().awaitCall());
    }
  }

  private static void end(List<Call> left) {
    left.forEach(call -> call.fail(FailureKind.UNREACHABLE, "the resolver is back"));
  }

  @Test
  void waitsUntilOneOfThemHasEnded() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<Call> left = leaveThreeBehind(trial);
      Waiting before = trial.await(Waiting.class);

      trial.advance(Duration.ofMinutes(10));

      Waiting now = trial.await(Waiting.class);
      assertThat(now.retryAt()).isAfter(before.retryAt());
      assertThat(now.retries()).isEqualTo(before.retries());
      assertThat(trial.connector().unseenCalls()).isZero();
      left.removeFirst().fail(FailureKind.UNREACHABLE, "the resolver is back");
      trial.awaitOrphans(2);
      trial.advance(RetrySettings.DEFAULT.max());
      trial.connector().awaitCall().succeed();
      trial.await(Connected.class);
      assertThat(trial.lines()).containsOnlyOnce(PUT_OFF);
      end(left);
    }
  }

  @Test
  void saysSoEachTimeItBegins() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      List<Call> left = leaveThreeBehind(trial);
      trial.advance(RetrySettings.DEFAULT.max());
      end(left);
      trial.awaitOrphans(0);
      trial.advance(RetrySettings.DEFAULT.max());
      trial.connector().awaitCall().succeed();
      trial.await(Connected.class);
      trial.supervisor().disconnect(Askers.TEST);
      trial.await(ConnectionState.Off.class);

      List<Call> again = leaveThreeBehind(trial);
      trial.advance(RetrySettings.DEFAULT.max());

      trial.await(Waiting.class);
      assertThat(trial.lines()).filteredOn(PUT_OFF::equals).hasSize(2);
      end(again);
    }
  }

  @Test
  void isGivenUpWhenRetriesAre() throws Exception {
    RetrySettings patient = RetrySettings.DEFAULT;
    Duration limit = Duration.ofMinutes(5);
    RetrySettings settings =
        new RetrySettings(true, patient.initial(), patient.max(), Optional.of(limit));
    try (ConnectionTrial trial = ConnectionTrial.with(settings)) {
      List<Call> left = leaveThreeBehind(trial);
      trial.advance(Duration.ofMinutes(3));
      assertThat(trial.status().state()).isInstanceOf(Waiting.class);

      trial.advance(Duration.ofMinutes(2));

      assertThat(trial.await(Failed.class).cause().kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(trial.lines())
          .containsOnlyOnce(PUT_OFF)
          .last()
          .asString()
          .startsWith(
              "ERROR NATS retries given up, with 3 abandoned attempts that have not ended: timed"
                  + " out after 30 seconds in phase login. ");
      end(left);
    }
  }
}
