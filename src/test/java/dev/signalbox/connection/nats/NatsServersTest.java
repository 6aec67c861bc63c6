package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.StalledResolver;
import dev.signalbox.testing.TrialSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** One countdown for one server or several, and no server but those that are meant. */
@Timeout(60)
class NatsServersTest {
  private static NatsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = NatsServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Longer than any limit of the driver's own. */
  @Test
  void aServerThatGreetsLateHasTheWholeDeadline() throws Exception {
    try (FaultRelay relay = FaultRelay.to(server.port());
        EndpointTrial trial =
            new EndpointTrial(TrialSettings.nats("nats://127.0.0.1:" + relay.port()))) {
      relay.set(new Fault.Freeze(Direction.TO_CLIENT, 0));
      trial.supervisor().connect(Askers.TEST);
      await().pollDelay(Duration.ofMillis(3_500)).until(() -> true);
      relay.set(new Fault.None());
      trial.connected(NatsSession.class);
    }
  }

  @Test
  void eachOfSeveralServersIsTriedWithinTheOneDeadlineAndTheOneIsNamed() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger("signalbox.connection.nats");
    try (SilentListener first = SilentListener.start();
        SilentListener second = SilentListener.start();
        EndpointTrial trial =
            new EndpointTrial(
                TrialSettings.withTimeout(
                    TrialSettings.nats(
                        "nats://127.0.0.1:" + first.port(),
                        "nats://127.0.0.1:" + second.port(),
                        server.url()),
                    Duration.ofMillis(2_500)))) {
      log.addAppender(lines);
      NatsSession session = trial.connected(NatsSession.class);
      assertThat(session.connection().getConnectedUrl()).isEqualTo(server.url());
      await()
          .untilAsserted(
              () ->
                  assertThat(List.copyOf(lines.list))
                      .extracting(ILoggingEvent::getFormattedMessage)
                      .contains("Connected to NATS at [" + server.url() + "]"));
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void eachAddressOfANameIsTried() throws Exception {
    String twice = "two-addresses.test";
    StalledResolver.answer(
        twice, InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1"));
    try (EndpointTrial trial =
        new EndpointTrial(TrialSettings.nats("nats://" + twice + ":" + server.port()))) {
      trial.connected(NatsSession.class);
    }
  }

  @Test
  void aNameWithAnUnderscoreIsAName() throws Exception {
    StalledResolver.answer("nats_server", InetAddress.ofLiteral("127.0.0.1"));
    try (EndpointTrial trial =
        new EndpointTrial(TrialSettings.nats("nats://nats_server:" + server.port()))) {
      trial.connected(NatsSession.class);
    }
  }

  @Test
  void ofSeveralFailuresTheOneThatAServerGaveIsTold() throws Exception {
    try (ScriptedNatsServer refusing =
            new ScriptedNatsServer(client -> client.send("-ERR 'Authorization Violation'\r\n"));
        EndpointTrial trial =
            new EndpointTrial(
                TrialSettings.nats("nats://127.0.0.1:1", refusing.url(), "nats://nowhere.test"))) {
      Failure failure = trial.failed();
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.message()).isEqualTo(refusing.url() + ": Authorization Violation");
    }
  }

  @Test
  void strangersThatARefusingServerNamesAreNeverContacted() throws Exception {
    try (ScriptedNatsServer stranger = new ScriptedNatsServer(ScriptedNatsServer.Client::letIn);
        ScriptedNatsServer refusing =
            new ScriptedNatsServer(
                client -> {
                  client.send(announcing(stranger.port()));
                  client.await("CONNECT");
                  client.send("-ERR 'Authorization Violation'\r\n");
                })) {
      for (boolean discover : new boolean[] {false, true}) {
        try (EndpointTrial trial = trial(refusing.url(), discover)) {
          assertThat(trial.failed().kind()).isEqualTo(FailureKind.AUTHENTICATION);
          assertThat(trial.failed().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        }
      }
      assertThat(stranger.accepted()).isZero();
    }
  }

  @Test
  void aServerThatATrustedOneNamesIsTriedIfThatIsConfigured() throws Exception {
    assertThat(isFoundAfterTheConfiguredOneIsGone(true)).isTrue();
    assertThat(isFoundAfterTheConfiguredOneIsGone(false)).isFalse();
  }

  private static boolean isFoundAfterTheConfiguredOneIsGone(boolean discover) throws Exception {
    try (ScriptedNatsServer seed = new ScriptedNatsServer(NatsServersTest::passOn);
        EndpointTrial trial = trial(seed.url(), discover)) {
      trial.connected(NatsSession.class);
      seed.close();
      trial.failure();
      trial.supervisor().connect(Askers.TEST);
      return trial.await(s -> isOver(s.state())).state() instanceof ConnectionState.Connected;
    }
  }

  private static boolean isOver(ConnectionState state) {
    return state instanceof ConnectionState.Connected || state instanceof ConnectionState.Failed;
  }

  /** A server of the same cluster, as far as a client can see. */
  private static void passOn(ScriptedNatsServer.Client client) throws IOException {
    try (Socket real = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      while (real.getInputStream().read() != '\n') {
        // The real greeting is replaced.
      }
      client.send(announcing(server.port()));
      Thread.ofVirtual().start(() -> copy(client.socket(), real));
      real.getInputStream().transferTo(client.out());
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      // One side has gone.
    }
  }

  private static String announcing(int port) {
    return ScriptedNatsServer.INFO.replace(
        "\"headers\"", "\"connect_urls\":[\"127.0.0.1:" + port + "\"],\"headers\"");
  }

  private static EndpointTrial trial(String url, boolean discover) {
    NatsSettings settings = TrialSettings.nats(url);
    return new EndpointTrial(TrialSettings.with(settings, NatsSubjects.DEFAULT, discover));
  }
}
