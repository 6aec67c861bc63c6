package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NatsServerTest {
  private static Connection connect(NatsServer server) throws IOException, InterruptedException {
    return Nats.connect(
        Options.builder()
            .server(server.url())
            .connectionName("trial")
            .connectionTimeout(Duration.ofSeconds(5))
            .noReconnect()
            .build());
  }

  @Test
  void takesConnectionsAndTellsWhoIsConnected() throws Exception {
    Path folder;
    try (NatsServer server = NatsServer.start()) {
      folder = server.folder();
      assertThat(server.connections()).isEmpty();
      try (Connection connection = connect(server)) {
        assertThat(connection.getServerInfo().isJetStreamAvailable()).isTrue();
        assertThat(server.connections())
            .singleElement()
            .satisfies(client -> assertThat(client.name()).isEqualTo("trial"));
      }
      await().untilAsserted(() -> assertThat(server.connections()).isEmpty());
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void keepsPortAndStreamsOverAKillAndRestart() throws Exception {
    try (NatsServer server = NatsServer.start()) {
      int port = server.port();
      long pid = server.pid();
      try (Connection connection = connect(server)) {
        connection
            .jetStreamManagement()
            .addStream(StreamConfiguration.builder().name("KEPT").subjects("kept.>").build());
        connection.jetStream().publish("kept.one", new byte[] {1});
      }

      server.kill();
      assertThat(server.isAlive()).isFalse();
      assertThat(server.folder()).isDirectory();
      assertThatThrownBy(() -> connect(server)).isInstanceOf(IOException.class);
      server.restart();

      assertThat(server.port()).isEqualTo(port);
      assertThat(server.pid()).isNotEqualTo(pid);
      try (Connection connection = connect(server)) {
        var state = connection.jetStreamManagement().getStreamInfo("KEPT").getStreamState();
        assertThat(state.getMsgCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void answersAgainAfterHavingBeenFrozen() throws Exception {
    try (NatsServer server = NatsServer.start();
        Connection connection = connect(server)) {
      server.suspend();
      assertThatThrownBy(() -> connection.flush(Duration.ofMillis(200)))
          .isInstanceOf(TimeoutException.class);

      server.resume();

      connection.flush(Duration.ofSeconds(5));
      assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void triesAnotherPortWhenItsPortWasTaken() throws Exception {
    Path program = SearchPath.ofSystem().find("nats-server").orElseThrow();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int free = LoopbackPort.choose();
      Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();
      try (NatsServer server =
          GuardedServer.startNew(
              () ->
                  new NatsServer(
                      program,
                      ports.next(),
                      LoopbackPort.choose(),
                      Optional.empty(),
                      Optional.empty()))) {
        assertThat(server.port()).isEqualTo(free);
        assertThat(server.connections()).isEmpty();
      }
    }
  }

  @Test
  void aMissingProgramNamesTheCommandThatInstallsIt() {
    SearchPath nothing = new SearchPath(List.of(Path.of("/nowhere")));

    assertThatThrownBy(() -> NatsServer.start(nothing))
        .isInstanceOf(MissingServerException.class)
        .hasMessageContaining("apt-get install -y nats-server");
  }
}
