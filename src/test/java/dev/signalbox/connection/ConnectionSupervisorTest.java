package dev.signalbox.connection;

import static dev.signalbox.connection.ConnectionTrial.CONNECT_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectLadder;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionExamples;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.ScriptedConnector.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connecting: success, failure, retry, and the deadline. */
@Timeout(60)
class ConnectionSupervisorTest {
  private static final Verdict ACCEPTED = new Verdict.Accepted();

  @Test
  void aConnectIsTimedPhaseByPhaseAndKept() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();
      trial.advanceMillis(40);
      call.scope().enter(ConnectPhase.JETSTREAM);
      trial.advanceMillis(5);
      call.succeed();
      trial.awaitProof();

      ConnectLadder ladder = trial.supervisor().snapshot().connects().latest().orElseThrow();
      assertThat(ladder.outcome()).isEqualTo(ConnectLadder.Outcome.CONNECTED);
      assertThat(ladder.limit()).isEqualTo(ConnectionTrial.CONNECT_TIMEOUT);
      assertThat(ladder.in(ConnectPhase.LOGIN)).contains(Duration.ofMillis(40));
      assertThat(ladder.in(ConnectPhase.JETSTREAM)).contains(Duration.ofMillis(5));
    }
  }

  @Test
  void connects() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      assertThat(trial.supervisor().connect(Askers.TEST)).isEqualTo(ACCEPTED);
      Call call = trial.connector().awaitCall();
      assertThat(trial.status().state()).isInstanceOf(Connecting.class);
      assertThat(trial.supervisor().session(Session.class)).isEmpty();

      call.succeed();

      assertThat(trial.await(Connected.class).since()).isEqualTo(trial.now());
      assertThat(trial.supervisor().session(Session.class)).contains(call.session());
      assertThat(trial.lines())
          .containsExactly(
              "INFO Connecting to NATS at [nats://a:4222] (timeout: 30s)...",
              "INFO Connected to NATS at [nats://a:4222]",
              "INFO JetStream initialized successfully");
    }
  }

  @Test
  void aSecretInWhatTheServerSaysOfItselfIsNotKept() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.with(said -> said.replace("scripted", "***"))) {
      trial.supervisor().connect(Askers.TEST);
      trial.connector().awaitCall().succeed();

      assertThat(trial.await(Connected.class).peer().serverVersion()).isEqualTo("***");
    }
  }

  @Test
  void showsThePhaseOfAnAttemptAsItIsAnnounced() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();
      trial.awaitStatus(status -> isIn(status, ConnectPhase.LOGIN));

      call.scope().enter(ConnectPhase.JETSTREAM);

      trial.awaitStatus(status -> isIn(status, ConnectPhase.JETSTREAM));
      call.succeed();
      trial.await(Connected.class);
    }
  }

  private static boolean isIn(ConnectionStatus status, ConnectPhase phase) {
    return status.state() instanceof Connecting c && c.phase() == phase;
  }

  @Test
  void aDriverThatTellsOfThePassedDeadlineFirstIsNotBelievedToHaveFailedOtherwise()
      throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.allowing(Duration.ofMillis(1))) {
      Call call = trial.connecting();
      await().until(() -> call.scope().deadline().isPassed());

      call.fail(FailureKind.TIMED_OUT, "no answer in time: Read timed out");

      assertThat(trial.await(Waiting.class).cause().message())
          .isEqualTo("timed out after 0.001 seconds in phase login");
      assertThat(trial.lines())
          .contains("ERROR NATS connection timed out after 0.001 seconds")
          .noneMatch(line -> line.contains("connection failed"));
    }
  }

  @Test
  void whatElseADriverSaysAfterTheDeadlineIsWhatItFailedOf() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.allowing(Duration.ofMillis(1))) {
      Call call = trial.connecting();
      await().until(() -> call.scope().deadline().isPassed());

      call.fail(FailureKind.AUTHENTICATION, "wrong password");

      assertThat(trial.await(Failed.class).cause().message()).isEqualTo("wrong password");
    }
  }

  @Test
  void retriesWithJitterUntilItSucceeds() throws Exception {
    RetryPolicy sameDraws = ConnectionTrial.policy(RetrySettings.DEFAULT);
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Retries retries = Retries.NONE;
      Call call = trial.connecting();
      for (int i = 0; i < 4; i++) {
        call.fail(FailureKind.UNREACHABLE, "no route");
        Waiting waiting = trial.await(Waiting.class);
        Instant expected =
            sameDraws
                .retryAt(ConnectionExamples.UNREACHABLE, retries, waiting.since())
                .orElseThrow();
        assertThat(waiting.retryAt()).isEqualTo(expected);
        assertThat(waiting.retries().count()).isEqualTo(i + 1);
        retries = waiting.retries();

        trial.advance(Duration.between(trial.now(), waiting.retryAt()));
        call = trial.connector().awaitCall();
        // Drawn for the case that this retry has to be put off.
        var _ = sameDraws.retryAt(waiting.cause(), retries, waiting.retryAt());
      }

      call.succeed();

      trial.await(Connected.class);
      assertThat(trial.lines())
          .contains("ERROR NATS connection failed in phase login: no route. Try it.")
          .anyMatch(line -> line.matches("INFO NATS retry 1 in 0\\.[0-9]+ s"));
    }
  }

  @Test
  void connectCutsTheWaitForARetryShort() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connecting().fail(FailureKind.UNREACHABLE, "no route");
      trial.await(Waiting.class);

      assertThat(trial.supervisor().connect(Askers.TEST)).isEqualTo(ACCEPTED);
      Call second = trial.connector().awaitCall();
      trial.advance(RetrySettings.DEFAULT.max().dividedBy(2));

      assertThat(trial.connector().unseenCalls()).as("the disarmed retry").isZero();
      second.succeed();
      trial.await(Connected.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHENTICATION", "TLS", "UNKNOWN_SERVICE", "CONFIGURATION"})
  void neverRetriesWhatARetryCannotHelp(FailureKind kind) throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connecting().fail(kind, "not like this");

      Failed failed = trial.await(Failed.class);
      trial.advance(Duration.ofHours(1));

      assertThat(failed.cause().message()).isEqualTo("not like this");
      assertThat(trial.status().state()).isEqualTo(failed);
      assertThat(trial.connector().unseenCalls()).isZero();
    }
  }

  @Test
  void anAttemptEndsAtItsDeadline() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withoutRetries()) {
      trial.connecting();
      trial.advance(CONNECT_TIMEOUT.minusMillis(1));
      assertThat(trial.status().state()).isInstanceOf(Connecting.class);

      trial.advanceMillis(1);

      Failed failed = trial.await(Failed.class);
      assertThat(failed.cause().kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(failed.cause().reason()).isEqualTo("timed out in phase login");
      trial.awaitOrphans(0);
      assertThat(trial.lines())
          .containsExactly(
              "INFO Connecting to NATS at [nats://a:4222] (timeout: 30s)...",
              "ERROR NATS connection timed out after 30 seconds");
    }
  }

  @Test
  void aPassedDeadlineIsRetried() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call first = trial.connecting();
      trial.advance(CONNECT_TIMEOUT);
      Waiting waiting = trial.await(Waiting.class);
      assertThat(first.scope().isAbandoned()).isTrue();

      trial.advance(Duration.between(trial.now(), waiting.retryAt()));

      trial.connector().awaitCall().succeed();
      trial.await(Connected.class);
    }
  }

  @Test
  void aSecondConnectJoinsTheFirst() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();

      assertThat(trial.supervisor().connect(Askers.TEST)).isEqualTo(new Verdict.Joined());
      call.succeed();
      trial.await(Connected.class);

      assertThat(trial.supervisor().connect(Askers.TEST))
          .isEqualTo(new Verdict.Refused("already connected"));
      assertThat(trial.connector().count().opened()).isEqualTo(1);
    }
  }

  @Test
  void attemptsAreNumberedWithoutGaps() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected();
      trial.supervisor().connect(Askers.TEST);
      trial.supervisor().disconnect(Askers.TEST);
      trial.await(Off.class);

      trial.connecting().succeed();

      assertThat(trial.await(Connected.class).session()).isEqualTo(new AttemptId(2));
    }
  }

  @Test
  void anErrorOfTheDriverIsAFailureLikeAnyOther() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withoutRetries()) {
      trial.connecting().fail(new StackOverflowError("malformed reply"));

      assertThat(trial.await(Failed.class).cause().message()).isEqualTo("malformed reply");
    }
  }

  @Test
  void aFailureThatCannotBeExplainedIsAFailureAllTheSame() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withoutRetries()) {
      trial.connector().failDiagnoses();
      trial.connecting().fail(FailureKind.UNREACHABLE, "half a reply");

      Failure cause = trial.await(Failed.class).cause();

      assertThat(cause.kind()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(cause.message()).isEqualTo("half a reply");
      assertThat(cause.trace()).contains("half a reply", "Suppressed", "cannot explain");
    }
  }

  @Test
  void anAttemptWhoseThreadCannotBeStartedFails() throws Exception {
    WorkExecutor full =
        _ -> {
          throw new RejectedExecutionException("the window is closed");
        };
    try (ConnectionTrial trial = ConnectionTrial.on(full)) {
      trial.supervisor().connect(Askers.TEST);

      assertThat(trial.await(Waiting.class).cause().message()).isEqualTo("the window is closed");
      assertThat(trial.status().orphans()).isZero();
    }
  }
}
