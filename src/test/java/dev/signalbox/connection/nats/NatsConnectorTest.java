package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NatsConnectorTest {
  private static NatsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void connectsPingsAndClosesLeavingNothing() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.nats(server.url()))) {
      trial.connected(NatsSession.class);
      trial.disconnected();
      Leftovers before = Leftovers.baseline();
      NatsSession session = trial.connected(NatsSession.class);
      session.ping(Deadline.in(Duration.ofSeconds(2)));
      assertThat(session.peer().address()).isEqualTo("127.0.0.1:" + server.port());
      assertThat(session.peer().tls()).isEmpty();
      assertThat(session.peer().serverVersion()).matches("nats-server \\d+\\.\\d+.*");
      assertThat(server.connections())
          .hasSize(1)
          .first()
          .extracting("name")
          .isEqualTo("Signalbox nats");
      assertThat(trial.disconnected()).isLessThan(Duration.ofSeconds(1));
      before.assertNoThreads();
      Leftovers.assertNoSocketTo(server.port());
      await().until(() -> server.connections().isEmpty());
    }
  }

  @Test
  void goesOnToAServerThatAnswers() throws Exception {
    try (EndpointTrial trial =
        new EndpointTrial(TrialSettings.nats("nats://127.0.0.1:1", server.url()))) {
      NatsSession session = trial.connected(NatsSession.class);
      assertThat(session.connection().getConnectedUrl()).isEqualTo(server.url());
    }
  }

  @Test
  void aNameIsLookedUp() throws Exception {
    String url = "nats://localhost:" + server.port();
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.nats(url))) {
      trial.connected(NatsSession.class).ping(Deadline.in(Duration.ofSeconds(2)));
    }
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailure(@TempDir Path folder) throws Exception {
    try (TrialNatsServer guarded =
        new TrialNatsServer(
            folder, "--jetstream", "--store_dir=" + folder, "--user=app", "--pass=right")) {
      Failure failure = failed(guarded, "wrong");
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.details()).doesNotContain("wrong");
      Leftovers.assertNoSocketTo(guarded.port());
      try (EndpointTrial trial = guardedTrial(guarded, "right")) {
        trial.connected(NatsSession.class);
      }
    }
  }

  private static Failure failed(TrialNatsServer server, String password) throws Exception {
    try (EndpointTrial trial = guardedTrial(server, password)) {
      return trial.failed();
    }
  }

  private static EndpointTrial guardedTrial(TrialNatsServer server, String password) {
    return new EndpointTrial(
        TrialSettings.nats(
            Optional.of("app"),
            Optional.of(Secret.of(password)),
            Optional.empty(),
            "nats://127.0.0.1:" + server.port()));
  }
}
