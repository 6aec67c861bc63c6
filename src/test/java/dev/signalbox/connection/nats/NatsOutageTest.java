package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that dies or freezes, before and after the connection is there. */
@Timeout(60)
class NatsOutageTest {
  private NatsServer server;
  private EndpointTrial trial;

  @BeforeEach
  void start() throws Exception {
    server = NatsServer.start();
    trial = new EndpointTrial(TrialSettings.nats(server.url()));
  }

  @AfterEach
  void stop() throws Exception {
    trial.close();
    server.close();
  }

  @Test
  void aKilledServerIsReportedAtOnce() throws Exception {
    trial.connected(NatsSession.class);
    Instant killed = Instant.now();
    List<ConnectionState> states = new CopyOnWriteArrayList<>();
    trial.supervisor().addListener(s -> states.add(s.state()));
    server.kill();
    Failure failure = trial.failure();
    assertThat(states).doesNotHaveAnyElementsOfTypes(ConnectionState.Stale.class);
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(Duration.between(killed, failure.at())).isLessThan(Duration.ofSeconds(2));
    Leftovers.assertNoSocketTo(server.port());
  }

  /** Many at once: one of them asks while the driver knows already and has not told. */
  @Test
  void aPingThatAKilledServerFailsHasReportedTheLoss() throws Exception {
    NatsSession session = trial.connected(NatsSession.class);
    Supplier<ConnectionState> atTheFailure =
        () -> {
          while (true) {
            try {
              session.ping(Deadline.in(Duration.ofSeconds(10)));
            } catch (Exception e) {
              return trial.supervisor().snapshot().state();
            }
          }
        };
    List<CompletableFuture<ConnectionState>> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        failures.add(CompletableFuture.supplyAsync(atTheFailure, threads));
      }
      server.kill();
    }
    assertThat(failures)
        .extracting(CompletableFuture::join)
        .doesNotHaveAnyElementsOfTypes(
            ConnectionState.Connected.class, ConnectionState.Stale.class);
  }

  @Test
  void aFrozenServerIsStaleAndThenLost() throws Exception {
    trial.connected(NatsSession.class);
    server.suspend();
    trial.await(s -> s.state() instanceof ConnectionState.Stale);
    trial.failure();
    Leftovers.assertNoSocketTo(server.port());
    server.resume();
    trial.connected(NatsSession.class);
  }

  @Test
  void aSessionToAFrozenServerClosesWithoutWaitingForIt() throws Exception {
    trial.connected(NatsSession.class);
    Leftovers before = Leftovers.baseline();
    server.suspend();
    trial.await(s -> s.state() instanceof ConnectionState.Stale);
    assertThat(trial.disconnected()).isLessThan(Duration.ofSeconds(1));
    before.assertNoThreads();
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void anOrderlyCloseOfAFrozenServerGivesUpToDrain() throws Exception {
    trial.connected(NatsSession.class);
    server.suspend();
    assertThat(trial.disconnected()).isLessThan(Duration.ofMillis(2_500));
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aCloseWithoutAnyTimeLeftDoesNotDrainForEver() throws Exception {
    NatsSession session = trial.connected(NatsSession.class);
    server.suspend();
    assertThatThrownBy(() -> session.close(Deadline.in(Duration.ZERO), true))
        .isInstanceOf(TimeoutException.class);
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aConnectToAFrozenServerIsCancelled() throws Exception {
    trial.connected(NatsSession.class);
    trial.disconnected();
    server.suspend();
    trial.supervisor().connect(Askers.TEST);
    Awaitility.await().until(() -> !Leftovers.socketsTo(server.port()).isEmpty());
    assertThat(trial.cancelled()).isLessThan(Duration.ofSeconds(1));
    Leftovers.assertNoSocketTo(server.port());
  }
}
