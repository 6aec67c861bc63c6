package dev.signalbox.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.driver.AttemptAbandonedException;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedConnector.Call;
import dev.signalbox.testing.SessionCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling: at once for the operator, whatever the driver does, and never a session left. */
@Timeout(60)
class CancellationTest {
  private static final Duration GRACE = Duration.ofMillis(40);

  @ParameterizedTest
  @EnumSource(names = {"STARTING", "PASSWORD", "NAME_RESOLUTION", "TLS", "LOGIN", "JETSTREAM"})
  void endsAnAttemptInEveryPhase(ConnectPhase phase) throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();
      call.scope().enter(phase);
      trial.advanceMillis(1200);

      assertThat(trial.supervisor().cancel(Askers.TEST).isAccepted()).isTrue();

      trial.await(Off.class);
      assertThat(trial.status().orphans()).isZero();
      assertThat(trial.lines())
          .filteredOn(line -> !line.equals("INFO Waiting for the password of NATS..."))
          .containsExactly(
              "INFO Connecting to NATS at [nats://a:4222] (timeout: 30s)...",
              "INFO NATS connect cancelled after 1.2 s (phase " + phase.word() + ")");
    }
  }

  @Test
  void endsTheWaitForARetry() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connecting().fail(FailureKind.REFUSED, "refused");
      trial.await(Waiting.class);

      assertThat(trial.supervisor().cancel(Askers.TEST).isAccepted()).isTrue();
      trial.await(Off.class);
      trial.advance(Duration.ofHours(1));

      assertThat(trial.connector().unseenCalls()).isZero();
      assertThat(trial.lines()).endsWith("INFO NATS retries stopped");
    }
  }

  @Test
  void makesNoSenseWithoutAConnectUnderWay() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Verdict refused = new Verdict.Refused("no connect is under way");
      assertThat(trial.supervisor().cancel(Askers.TEST)).isEqualTo(refused);
      trial.connected();
      assertThat(trial.supervisor().cancel(Askers.TEST)).isEqualTo(refused);
    }
  }

  @Test
  void doesNotWaitForADriverThatIgnoresInterrupts() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      trial.supervisor().cancel(Askers.TEST);
      trial.advance(GRACE.minusMillis(1));
      assertThat(trial.status().state()).isInstanceOf(Cancelling.class);
      assertThat(trial.status().orphans()).isZero();
      assertThat(trial.supervisor().cancel(Askers.TEST)).isEqualTo(new Verdict.Joined());

      trial.advanceMillis(1);

      assertThat(trial.status().state()).isInstanceOf(Off.class);
      assertThat(trial.status().orphans()).isEqualTo(1);

      call.fail(FailureKind.UNREACHABLE, "at last");
      assertThat(trial.awaitOrphans(0).state()).isInstanceOf(Off.class);
    }
  }

  @Test
  void interruptsAgainADriverThatSwallowsThem() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().swallowInterrupts(3);
      trial.connecting();
      trial.supervisor().cancel(Askers.TEST);
      trial.await(Off.class);
      assertThat(trial.status().orphans()).isZero();
    }
  }

  @Test
  void threeOrphansRefuseAnother() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      List<Call> deaf = new ArrayList<>();
      for (int i = 0; i < ConnectionStatus.MAXIMUM_ORPHANS; i++) {
        deaf.add(trial.connecting());
        trial.supervisor().cancel(Askers.TEST);
        trial.advance(GRACE);
      }
      assertThat(trial.status().orphans()).isEqualTo(3);

      assertThat(trial.supervisor().connect(Askers.TEST))
          .isEqualTo(
              new Verdict.Refused("3 abandoned attempts have not ended yet; wait until one has"));

      deaf.forEach(call -> call.fail(FailureKind.UNREACHABLE, "at last"));
      trial.awaitOrphans(0);
      trial.connecting().succeed();
      trial.await(Connected.class);
    }
  }

  @Test
  void aLateSuccessIsClosedOnAFreshThread() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      trial.supervisor().cancel(Askers.TEST);
      trial.advanceMillis(1200);
      assertThat(trial.status().orphans()).isEqualTo(1);

      call.succeed();

      trial.awaitOrphans(0);
      SessionCount count = trial.connector().count();
      assertThat(count.opened()).isEqualTo(1);
      assertThat(count.closed()).isEqualTo(1);
      assertThat(count.closedInterrupted()).as("closes under an interrupt").isZero();
      assertThat(call.session().closedOrderly()).contains(false);
      assertThat(trial.status().state()).isInstanceOf(Off.class);
      assertThat(trial.lines())
          .endsWith("INFO Connected to NATS at [nats://a:4222]  (late, closed after 1.2 s)");
    }
  }

  @Test
  void aLateSessionThatHangsOnCloseStaysAnOrphanUntilItEnds() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      Gate close = call.session().hangOnClose();
      trial.supervisor().cancel(Askers.TEST);
      call.succeed();
      trial.advance(Attempt.LATE_CLOSE_LIMIT.plusSeconds(1));
      assertThat(trial.awaitOrphans(1).state()).isInstanceOf(Off.class);

      close.open();

      trial.awaitOrphans(0);
    }
  }

  @Test
  void tellsTheConnectorWhatItsDriverNeedsToHear() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connector().ignoreInterrupts();
      Call call = trial.connecting();
      CountDownLatch told = new CountDownLatch(2);
      call.scope().whenAbandoned(told::countDown);

      trial.supervisor().cancel(Askers.TEST);

      assertThat(call.scope().isAbandoned()).isTrue();
      call.scope().whenAbandoned(told::countDown);
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> call.scope().enter(ConnectPhase.TLS))
          .isInstanceOf(AttemptAbandonedException.class);
      call.fail(FailureKind.UNREACHABLE, "given up");
      trial.awaitOrphans(0);
    }
  }
}
