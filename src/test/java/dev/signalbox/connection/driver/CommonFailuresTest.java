package dev.signalbox.connection.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.LoopbackPort;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong alike whatever the endpoint speaks. */
@Timeout(60)
class CommonFailuresTest {
  private static ConnectionSettings settings(EndpointKind kind, String host, int port) {
    return settings(kind, host, port, Secret.of("secret"));
  }

  private static ConnectionSettings settings(
      EndpointKind kind, String host, int port, Secret password) {
    return switch (kind) {
      case NATS ->
          TrialSettings.nats(
              Optional.of("app"),
              Optional.of(password),
              Optional.empty(),
              "nats://" + host + ":" + port);
      case ORACLE -> TrialSettings.oracle("//" + host + ":" + port + "/FREEPDB1", "app", password);
      case MARIADB -> TrialSettings.mariaDb(host + ":" + port + "/tracking", "app", password);
    };
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedPortIsNamed(EndpointKind kind) throws Exception {
    int port = LoopbackPort.choose();
    try (EndpointTrial trial = new EndpointTrial(settings(kind, "127.0.0.1", port))) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.REFUSED);
      assertThat(failure.nextStep()).contains("port");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownHostIsNamed(EndpointKind kind) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings(kind, "no-such-host.invalid", 1))) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(failure.phase()).isEqualTo(ConnectPhase.NAME_RESOLUTION);
      assertThat(failure.message()).isEqualTo("unknown host no-such-host.invalid");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatSpeaksSomethingElseFailsAndIsLeft(EndpointKind kind) throws Exception {
    assertFailsAndLeaves(kind, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
  }

  @ParameterizedTest
  @EnumSource
  void aPeerThatIsBrokenFailsAndIsLeft(EndpointKind kind) throws Exception {
    byte[] brokenOff =
        switch (kind) {
          case NATS -> "INFO {\"server_id\":\r\n".getBytes(US_ASCII);
          case ORACLE -> new byte[] {0, 8, 0, 0, 99, 0, 0, 0};
          // A greeting of protocol 10 that ends within the server's version.
          case MARIADB -> new byte[] {3, 0, 0, 0, 10, '1', '1'};
        };
    assertFailsAndLeaves(kind, brokenOff);
  }

  /** The peer keeps its end of the connection open, so that only the client's can close it. */
  private static void assertFailsAndLeaves(EndpointKind kind, byte[] words) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EndpointTrial trial =
            new EndpointTrial(settings(kind, "127.0.0.1", listener.getLocalPort()))) {
      Thread answering = Thread.ofVirtual().start(() -> answer(listener, words));
      Failure failure = trial.failed();
      assertThat(failure.message()).isNotBlank();
      assertThat(failure.nextStep()).isNotBlank();
      // Soon, because a socket that was only forgotten is closed when its garbage is collected.
      assertThat(answering.join(Duration.ofSeconds(1))).as("the peer is left").isTrue();
      Leftovers.assertNoSocketTo(listener.getLocalPort());
    }
  }

  private static void answer(ServerSocket listener, byte[] words) {
    try (Socket client = listener.accept()) {
      client.getOutputStream().write(words);
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A client that resets the connection has closed it as well as one that ends it in order.
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPasswordThatNobodyCanBeAskedForIsAConfigurationFailure(EndpointKind kind) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings(kind, "127.0.0.1", 1, Secret.ask()))) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure.phase()).isEqualTo(ConnectPhase.PASSWORD);
      assertThat(failure.nextStep()).contains("${env:NAME}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPasswordIsAskedForByTheEndpointsLabel(EndpointKind kind) throws Exception {
    AtomicReference<String> asked = new AtomicReference<>("");
    PasswordPrompt prompt =
        label -> {
          asked.set(label);
          return Secret.of("told");
        };
    try (EndpointTrial trial =
        new EndpointTrial(settings(kind, "127.0.0.1", 1, Secret.ask()), prompt)) {
      assertThat(trial.failed().kind()).isEqualTo(FailureKind.REFUSED);
      assertThat(asked).hasValue(kind.label());
    }
  }
}
