package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseSettings;
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
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way to a MariaDB within one deadline, and servers that say more than they should. */
@Timeout(60)
class MariaDbWaysTest {
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static DatabaseSettings settings(String hosts, Duration timeout) {
    DatabaseSettings settings =
        TrialSettings.mariaDb(
            hosts + "/" + MariaDbServer.DATABASE,
            server.app().user(),
            Secret.of(server.app().password()));
    return TrialSettings.withConnectTimeout(settings, timeout);
  }

  private static Peer connected(String hosts, Duration timeout) throws Exception {
    try (EndpointTrial trial = new EndpointTrial(settings(hosts, timeout))) {
      trial.connected(DatabaseSession.class);
      return trial.supervisor().snapshot().state().connectedTo().orElseThrow();
    }
  }

  private static String good() {
    return "127.0.0.1:" + server.port();
  }

  @Test
  void aSilentHostLeavesTimeForTheNext() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String hosts = "127.0.0.1:" + silent.getLocalPort() + "," + good();
      assertThat(connected(hosts, Duration.ofSeconds(2)).address()).isEqualTo(good());
    }
    Leftovers.assertNoSocketTo(server.port());
  }

  @Test
  void aHostThatDripsLeavesTimeForTheNext() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> drip(dripping));
      String hosts = "127.0.0.1:" + dripping.getLocalPort() + "," + good();
      assertThat(connected(hosts, Duration.ofSeconds(2)).address()).isEqualTo(good());
      assertThat(answering.join(Duration.ofSeconds(5))).as("it is left").isTrue();
    }
  }

  private static void drip(ServerSocket listener) {
    try (Socket client = listener.accept()) {
      client.setSoTimeout(100);
      client.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 0, 10});
      while (isThere(client)) {
        client.getOutputStream().write('x');
      }
    } catch (IOException e) {
      // The client has gone, which is what is waited for.
    }
  }

  private static boolean isThere(Socket client) throws IOException {
    try {
      return client.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }

  @Test
  void aHostThatRefusesIsPassedOver() throws Exception {
    assertThat(connected("127.0.0.1:1," + good(), Duration.ofSeconds(5)).address())
        .isEqualTo(good());
    assertThat(
            connected(
                    "no-such-host.invalid," + good() + ",no-such-host.invalid",
                    Duration.ofSeconds(5))
                .address())
        .isEqualTo(good());
  }

  @Test
  void theLongFormOfAHostIsTaken() throws Exception {
    assertThat(
            connected(
                    "address=(host=::1)(port=1),address=(host=127.0.0.1)(port=%d)(type=primary)"
                        .formatted(server.port()),
                    Duration.ofSeconds(5))
                .address())
        .isEqualTo(good());
  }

  @Test
  void everyAddressOfANameIsAWay() throws Exception {
    MariaDbDialect dialect = MariaDbDialect.of(settings("localhost:3307", Duration.ofSeconds(5)));
    assertThat(dialect.routes())
        .hasSameSizeAs(InetAddress.getAllByName("localhost"))
        .allMatch(route -> route.jdbcUrl().startsWith("jdbc:mariadb://localhost:3307/"));
  }

  @Test
  void anAnswerThatGoesOnAndOnIsCutBeforeTheLogin() throws Exception {
    Failure failure = flooded(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0});
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
  }

  @Test
  void aLongPacketIsCutBeforeTheLogin() throws Exception {
    Failure failure = flooded(new byte[] {0, 0, 8, 0});
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.PROTOCOL);
    assertThat(failure.message()).contains("a message of more than 256 KB before the login");
  }

  /** The peer sends this header, and zeros for as long as anyone takes them. */
  private static Failure flooded(byte[] header) throws Exception {
    try (ServerSocket flooding = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> flood(flooding, header));
      try (EndpointTrial trial =
          new EndpointTrial(
              settings("127.0.0.1:" + flooding.getLocalPort(), Duration.ofSeconds(10)))) {
        Failure failure = trial.failed();
        assertThat(answering.join(Duration.ofSeconds(5))).as("it is left").isTrue();
        return failure;
      }
    }
  }

  private static void flood(ServerSocket listener, byte[] header) {
    byte[] zeros = new byte[64 * 1024];
    Arrays.fill(zeros, (byte) 0);
    try (Socket client = listener.accept();
        OutputStream out = client.getOutputStream()) {
      out.write(header);
      while (client.isConnected()) {
        out.write(zeros);
      }
    } catch (IOException e) {
      // The client has gone, which is what is waited for.
    }
  }
}
