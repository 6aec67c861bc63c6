package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.ServerCertificate;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Stopwatch;
import dev.signalbox.testing.TrialCertificate;
import dev.signalbox.testing.TrialSettings;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that does not let anybody in says why, and that is what the operator reads, at once. */
@Timeout(60)
class NatsRefusalTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final String FULL = "-ERR 'maximum connections exceeded'\r\n";

  private static Failure failed(String... servers) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.nats(servers))) {
      Stopwatch stopwatch = Stopwatch.begun();
      Failure failure = trial.failed();
      assertThat(stopwatch.elapsed()).isLessThan(SOON);
      return failure;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerError.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INBOX_VIOLATION", "PERMISSIONS_VIOLATION"})
  void whatEndsALoginIsTold(ServerError error) throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(ScriptedNatsServer.INFO);
              client.await("CONNECT");
              client.send("-ERR '" + error.words() + "'\r\n");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(error.kind());
      assertThat(failure.message()).isEqualTo(error.words());
      assertThat(failure.nextStep()).isEqualTo(error.nextStep());
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ScriptedNatsServer.INFO + FULL, FULL})
  void wordsThatComeWithTheGreetingOrInItsPlaceAreHeard(String said) throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(said);
              client.await("CONNECT");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.REFUSED);
      assertThat(failure.message()).isEqualTo("maximum connections exceeded");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ScriptedNatsServer.INFO, ""})
  void aMegabyteOfWordsEndsTheLoginAtOnceAndIsCut(String greeting) throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(greeting);
              if (!greeting.isEmpty()) {
                client.await("PING");
              }
              client.send("-ERR 'maximum connections exceeded " + "no ".repeat(350_000) + "'\r\n");
              client.await("never");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.REFUSED);
      assertThat(failure.message())
          .startsWith("maximum connections exceeded no no")
          .hasSizeLessThan(5_000);
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  /** More than once, for the driver may or may not have noticed when it is asked next. */
  @RepeatedTest(20)
  void nonsenseInOnePacketWithTheAnswerEndsTheLoginAtOnce() throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(ScriptedNatsServer.INFO);
              client.await("PING");
              client.send("PONG\r\nHMSG any 1 1500000000 1500000001\r\n");
              client.await("never");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message()).contains("announced a message of 1500000001 bytes");
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  @Test
  void aServerWithoutWordsIsSaidToHaveNone() throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(client -> client.send("-ERR ' '\r\n"))) {
      assertThat(failed(server.url()).message()).isEqualTo("the server refuses: no reason given");
    }
  }

  @Test
  void unknownWordsAreShownAndWorthAnotherTry() throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(client -> client.send("-ERR 'On holiday'\r\n"))) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
      assertThat(failure.message()).isEqualTo("the server refuses: On holiday");
    }
  }

  @Test
  void aServerThatHangsUpDuringTheLoginIsNotWaitedFor() throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(ScriptedNatsServer.INFO);
              client.await("CONNECT");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(failure.message()).contains("the server closed the connection during the login");
    }
  }

  @ParameterizedTest
  @CsvSource({"SSH-2.0-OpenSSH_9.2p1, SSH-2", "220 mail, 220 mail", "'abcd\ne', abcd"})
  void whatIsNoNatsServerIsToldByWhatItSays(String line, String told) throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(line + "\r\n");
              client.await("CONNECT");
            })) {
      Failure failure = failed(server.url());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message())
          .isEqualTo("the server does not speak as NATS does: \"%s\"".formatted(told));
    }
  }

  @Test
  void aFullServerSaysSo(@TempDir Path folder) throws Exception {
    Path configuration = Files.writeString(folder.resolve("c.conf"), "max_connections: 1");
    try (TrialNatsServer full =
        new TrialNatsServer(folder, "--config=" + configuration, "--jetstream")) {
      Connection other = Nats.connect("nats://127.0.0.1:" + full.port());
      Failure failure = failed("nats://127.0.0.1:" + full.port());
      other.close();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.REFUSED);
      assertThat(failure.message()).isEqualTo("maximum connections exceeded");
    }
  }

  @Test
  void aFullServerWithTlsSaysSoInPlainText(@TempDir Path folder) throws Exception {
    ServerCertificate shown = TrialCertificate.createFiles(folder);
    Path configuration =
        Files.writeString(
            folder.resolve("c.conf"),
            "max_connections: 1, jetstream: {store_dir: \"%s\"}, tls: {cert_file: \"%s\", key_file: \"%s\"}"
                .formatted(folder, shown.certificate(), shown.key()));
    try (TrialNatsServer full = new TrialNatsServer(folder, "--config=" + configuration)) {
      String url = "tls://localhost:" + full.port();
      Connection other =
          Nats.connect(Options.builder().server(url).opentls().noReconnect().build());
      try (EndpointTrial trial =
          new EndpointTrial(
              TrialSettings.nats(
                  Optional.empty(), Optional.empty(), Optional.of(shown.certificate()), url))) {
        Failure failure = trial.failed();
        assertThat(failure.message())
            .as(failure.details())
            .contains("maximum connections exceeded");
        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
      } finally {
        other.close();
      }
    }
  }

  @Test
  void aPlainAddressOfAServerThatWantsTlsIsRefused(@TempDir Path folder) throws Exception {
    try (NatsServer server = NatsServer.start(TrialCertificate.createFiles(folder))) {
      Failure failure = failed("nats://localhost:" + server.port());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message()).contains("the server demands TLS");
      assertThat(failure.nextStep()).isEqualTo("Write the address as tls://HOST:PORT.");
    }
  }

  @Test
  void aServerWithoutTlsIsNotSpokenToInPlainText() throws Exception {
    try (NatsServer server = NatsServer.start()) {
      Failure failure = failed("tls://127.0.0.1:" + server.port());
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.TLS);
      assertThat(failure.message()).isEqualTo("the server offers no TLS");
      await().until(() -> server.connections().isEmpty());
    }
  }

  /** What comes in plain text after TLS was agreed upon may be anybody's. */
  @Test
  void plainTextBehindTheWishForTlsIsRefused() throws Exception {
    try (ScriptedNatsServer server =
        new ScriptedNatsServer(
            client -> {
              client.send(
                  ScriptedNatsServer.INFO.replace(
                          "\"headers\"", "\"tls_required\":true,\"headers\"")
                      + "PONG\r\n");
              client.await("CONNECT");
            })) {
      Failure failure = failed(server.url().replace("nats:", "tls:"));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
      assertThat(failure.message()).contains("asked for TLS and went on without");
    }
  }
}
