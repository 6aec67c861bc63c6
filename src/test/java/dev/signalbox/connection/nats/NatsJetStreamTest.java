package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.LoopbackPort;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that can be logged in to, but whose JetStream is not there, or not yet. */
@Timeout(60)
class NatsJetStreamTest {
  @TempDir private Path folder;

  @Test
  void aServerWithoutJetStreamIsAnUnknownService() throws Exception {
    try (TrialNatsServer plain = new TrialNatsServer(folder)) {
      Failure failure = failed(plain);
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNKNOWN_SERVICE);
      assertThat(failure.message()).startsWith("JetStream is not enabled at nats://");
    }
  }

  @Test
  void anAccountWithoutJetStreamIsAnUnknownService() throws Exception {
    try (TrialNatsServer server =
        configured("accounts: {A: {users: [{user: app, password: right}]}}")) {
      Failure failure = failed(server);
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNKNOWN_SERVICE);
      assertThat(failure.nextStep()).startsWith("Enable JetStream for this account");
    }
  }

  @Test
  void aClusterThatHasNoLeaderYetIsSilentAndWorthAnotherTry() throws Exception {
    try (TrialNatsServer alone =
        new TrialNatsServer(
            folder,
            "--jetstream",
            "--store_dir=" + folder,
            "--name=first",
            "--cluster_name=three",
            "--cluster=nats://127.0.0.1:" + LoopbackPort.choose(),
            "--routes=nats://127.0.0.1:1,nats://127.0.0.1:2")) {
      Failure failure = failed(TrialSettings.withTimeout(settings(alone), Duration.ofSeconds(2)));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(failure.reason()).isEqualTo("timed out in phase jetstream");
      assertThat(failure.message()).isEqualTo("timed out after 2 seconds in phase jetstream");
      assertThat(failure.nextStep()).contains("leader");
    }
  }

  @Test
  void aUserWhoMayNotAskForJetStreamIsAnAuthenticationFailure() throws Exception {
    try (TrialNatsServer guarded =
        configured(
            """
            authorization: {
              users: [{user: app, password: right, permissions: {publish: {deny: "$JS.API.>"}}}]
            }
            """)) {
      Failure failure = failed(guarded);
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.message()).contains("$JS.API.INFO");
    }
  }

  @Test
  void aDomainThatNobodyAnswersForIsAnUnknownService() throws Exception {
    try (TrialNatsServer server = configured("")) {
      NatsSubjects elsewhere =
          new NatsSubjects(Optional.of(NatsSubjects.prefixOfDomain("hub")), Optional.empty());
      Failure failure = failed(TrialSettings.with(settings(server), elsewhere, false));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNKNOWN_SERVICE);
      assertThat(failure.message()).startsWith("nobody answers for JetStream at $JS.hub.API.>");
      assertThat(failure.nextStep()).contains("jetstream_domain");
    }
  }

  @Test
  void anInboxThatMayNotBeReadIsToldWithItsKey() throws Exception {
    try (TrialNatsServer guarded =
        configured(
            """
            authorization: {
              users: [{user: app, password: right, permissions: {subscribe: {allow: "APP.>"}}}]
            }
            """)) {
      Failure failure = failed(guarded);
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.message()).contains("_INBOX");
      assertThat(failure.nextStep()).contains("inbox_prefix");
      NatsSubjects allowed = new NatsSubjects(Optional.empty(), Optional.of("APP"));
      try (EndpointTrial trial =
          new EndpointTrial(TrialSettings.with(settings(guarded), allowed, false))) {
        trial.connected(NatsSession.class);
      }
    }
  }

  private TrialNatsServer configured(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration);
    return new TrialNatsServer(folder, "--jetstream", "--store_dir=" + folder, "--config=" + file);
  }

  private static NatsSettings settings(TrialNatsServer server) {
    return TrialSettings.nats(
        Optional.of("app"),
        Optional.of(Secret.of("right")),
        Optional.empty(),
        "nats://127.0.0.1:" + server.port());
  }

  private static Failure failed(TrialNatsServer server) throws Exception {
    return failed(settings(server));
  }

  private static Failure failed(NatsSettings settings) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings)) {
      Failure failure = trial.failed();
      assertThat(failure.phase()).isEqualTo(ConnectPhase.JETSTREAM);
      URI server = URI.create(settings.servers().getFirst());
      await().untilAsserted(() -> Leftovers.assertNoSocketTo(server.getPort()));
      return failure;
    }
  }
}
