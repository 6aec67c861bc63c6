package dev.signalbox.connection;

import static dev.signalbox.connection.ConnectionTrial.HEARTBEAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.ScriptedConnector.Call;
import dev.signalbox.testing.ScriptedException;
import dev.signalbox.testing.ScriptedSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From the first heartbeat to the end of the close. */
@Timeout(60)
class LiveSessionTest {

  @Test
  void aSilentPeerTurnsStaleAndMayComeBack() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      Instant began = trial.await(Connected.class).since();
      session.fallSilent();
      trial.advance(HEARTBEAT.interval());
      trial.advance(HEARTBEAT.timeout());

      Stale stale = trial.await(Stale.class);
      assertThat(stale.lastProof()).isEqualTo(began);
      assertThat(stale.cause().kind()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(trial.supervisor().session(Session.class)).isEmpty();
      LiveThreads.awaitNone("heartbeat ");

      session.answerAgain();
      trial.advance(HEARTBEAT.interval());

      Connected again = trial.await(Connected.class);
      assertThat(again.since()).isEqualTo(began);
      assertThat(again.lastProof()).isEqualTo(trial.now());
      assertThat(trial.lines())
          .endsWith(
              "WARN NATS does not answer: a ping was not answered within 3 seconds (last proof of"
                  + " life 5.0 s ago)",
              "INFO NATS answers again after 7.0 s of silence");
    }
  }

  @Test
  void thatThereIsNoAnswerIsSaidOnce() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      session.failPings(
          new ScriptedException(
              FailureKind.TIMED_OUT, "the server does not answer: no connection within 3 s"));
      trial.advance(HEARTBEAT.interval());

      assertThat(trial.await(Stale.class).cause().message()).startsWith("the server does not");
      assertThat(trial.lines())
          .last()
          .asString()
          .startsWith("WARN NATS does not answer: no connection within 3 s (last proof of life ");
    }
  }

  @Test
  void aHeartbeatThatFailsIsStaleToo() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      session.failPings(new ScriptedException(FailureKind.UNREACHABLE, "broken pipe"));
      trial.advance(HEARTBEAT.interval());

      assertThat(trial.await(Stale.class).cause().message()).isEqualTo("broken pipe");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTHENTICATION", "TLS", "CONFIGURATION"})
  void aChangedPasswordIsNotTriedAgainAtEveryBeat(FailureKind kind) throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      session.failPings(new ScriptedException(kind, "ORA-01017"));
      trial.advance(HEARTBEAT.interval());

      trial.await(Failed.class);
      int pings = session.pings();
      trial.advance(Duration.ofMinutes(5));

      assertThat(session.pings()).isEqualTo(pings);
      assertThat(session.closedOrderly()).contains(false);
      assertThat(trial.lines())
          .endsWith("ERROR NATS connection lost: ORA-01017", "INFO NATS connection closed");
    }
  }

  @Test
  void aLostSessionIsClosedAndOpenedAgain() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call first = trial.connecting();
      first.succeed();
      trial.awaitProof();

      first.scope().sessionLost(new ScriptedException(FailureKind.UNREACHABLE, "reset"));

      Waiting waiting = trial.await(Waiting.class);
      assertThat(waiting.cause().message()).isEqualTo("reset");
      assertThat(first.session().closedOrderly()).contains(false);
      trial.advance(Duration.between(trial.now(), waiting.retryAt()));
      trial.connector().awaitCall().succeed();
      trial.await(Connected.class);
      first.scope().sessionLost(new ScriptedException(FailureKind.UNREACHABLE, "late"));
      assertThat(trial.status().state()).isInstanceOf(Connected.class);
    }
  }

  @Test
  void aLossReportedBeforeTheHandOverIsNotForgotten() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Call call = trial.connecting();
      call.scope().sessionLost(new ScriptedException(FailureKind.UNREACHABLE, "reset at once"));
      assertThat(trial.status().state()).isInstanceOf(ConnectionState.Connecting.class);

      call.succeed();

      assertThat(trial.await(Waiting.class).cause().message()).isEqualTo("reset at once");
      assertThat(call.session().closedOrderly()).contains(false);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NATS, Draining NATS connection (waiting for pending messages)..., NATS connection closed"
        + " gracefully",
    "ORACLE, Closing Oracle connection pool..., Oracle connection pool closed",
    "MARIADB, Releasing MariaDB connection pool..., MariaDB connection pool closed"
  })
  void disconnects(EndpointKind kind, String begun, String ended) throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.of(kind)) {
      ScriptedSession session = trial.connected();

      assertThat(trial.supervisor().disconnect(Askers.TEST).isAccepted()).isTrue();

      assertThat(trial.supervisor().session(Session.class)).isEmpty();
      trial.await(Off.class);
      assertThat(session.closedOrderly()).contains(true);
      assertThat(trial.lines()).endsWith("INFO " + begun, "INFO " + ended);
    }
  }

  @Test
  void disconnectsFromAPeerThatDoesNotAnswer() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.stale();

      trial.supervisor().disconnect(Askers.TEST);

      trial.await(Off.class);
      assertThat(session.closedOrderly()).contains(false);
      assertThat(trial.lines())
          .endsWith(
              "WARN NATS connection exists but not marked as connected, attempting close...",
              "INFO NATS connection closed");
    }
  }

  @Test
  void aCloseThatHangsIsLeftBehind() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      Gate gate = session.hangOnClose();
      session.failClose(new IllegalStateException("ended by our own interrupt"));
      trial.supervisor().disconnect(Actor.program("test"), Duration.ofSeconds(1));
      trial.advanceMillis(999);
      assertThat(trial.status().state()).isInstanceOf(Closing.class);
      assertThat(trial.supervisor().disconnect(Askers.TEST)).isEqualTo(new Verdict.Joined());

      trial.advanceMillis(1);

      trial.await(Off.class);
      assertThat(trial.status().orphans()).isEqualTo(1);
      gate.open();
      trial.awaitOrphans(0);
      assertThat(trial.lines())
          .endsWith(
              "WARN NATS connection did not close in time; its thread is left behind and watched");
      assertThat(trial.connector().count().closed()).isEqualTo(1);
    }
  }

  @Test
  void aLimitOnOneCloseDoesNotBindTheNext() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.supervisor().disconnect(Actor.program("test"), Duration.ofMillis(1));
      Gate gate = trial.connected().hangOnClose();

      trial.supervisor().reconnect(Askers.TEST);
      trial.advanceMillis(4999);

      assertThat(trial.status().state()).isInstanceOf(Closing.class);
      gate.open();
      trial.connector().awaitCall();
    }
  }

  @Test
  void aCloseThatFailsIsOverAllTheSame() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected().failClose(new ScriptedException(FailureKind.PROTOCOL, "half closed"));

      trial.supervisor().disconnect(Askers.TEST);

      trial.await(Off.class);
      assertThat(trial.lines()).contains("WARN Closing NATS connection: half closed");
    }
  }

  @Test
  void reconnects() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      trial.connected();

      assertThat(trial.supervisor().reconnect(Askers.TEST).isAccepted()).isTrue();

      trial.connector().awaitCall().succeed();
      assertThat(trial.await(Connected.class).session()).isEqualTo(new AttemptId(2));
      assertThat(trial.lines())
          .endsWith(
              "INFO Draining NATS connection (waiting for pending messages)...",
              "INFO NATS connection closed gracefully",
              "INFO Connecting to NATS at [nats://a:4222] (timeout: 30s)...",
              "INFO Connected to NATS at [nats://a:4222]",
              "INFO JetStream initialized successfully");
    }
  }

  @Test
  void disconnectTakesAReconnectBack() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      Gate gate = trial.connected().hangOnClose();
      trial.supervisor().reconnect(Askers.TEST);
      assertThat(trial.supervisor().disconnect(Askers.TEST)).isEqualTo(new Verdict.Joined());

      gate.open();

      trial.await(Off.class);
      assertThat(trial.connector().unseenCalls()).isZero();
    }
  }

  @Test
  void aDisconnectFreesAHeartbeatUnderWay() throws Exception {
    try (ConnectionTrial trial = ConnectionTrial.withRetries()) {
      ScriptedSession session = trial.connected();
      session.fallSilent();
      trial.advance(HEARTBEAT.interval());
      await().until(() -> session.pings() == 2);

      trial.supervisor().disconnect(Askers.TEST);

      trial.await(Off.class);
      LiveThreads.awaitNone("heartbeat ");
    }
  }
}
