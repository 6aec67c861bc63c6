package dev.signalbox.sandbox.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Leftovers;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Peers do the harm they are told to, and end when they are told to. */
@Timeout(20)
class HostilePeerTest {
  private static final int MUCH = 5_000_000;

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void garbageHasNoEndAndIsTheSameForEveryone(Protocol protocol) throws Exception {
    Leftovers before = Leftovers.baseline();
    try (HostilePeer peer = HostilePeer.start(protocol, new Hostility.Garbage(1));
        Socket one = client(peer);
        Socket other = client(peer)) {
      byte[] first = one.getInputStream().readNBytes(MUCH);

      assertThat(first).hasSize(MUCH);
      assertThat(other.getInputStream().readNBytes(MUCH)).isEqualTo(first);
      assertThat(peer.accepted()).isEqualTo(2);
    }
    before.assertNoThreads();
  }

  @Test
  void natsGreetsWithALineThatDoesNotEnd() throws Exception {
    try (HostilePeer peer = HostilePeer.start(Protocol.NATS, new Hostility.Floods());
        Socket client = client(peer)) {
      assertThat(client.getInputStream().readNBytes(MUCH))
          .hasSize(MUCH)
          .doesNotContain('\n')
          .startsWith("INFO {".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void mariaDbAnnouncesPacketAfterPacketOfTheGreatestLength() throws Exception {
    try (HostilePeer peer = HostilePeer.start(Protocol.MARIADB, new Hostility.Announces());
        Socket client = client(peer)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      for (int packet = 0; packet < 2; packet++) {
        assertThat(in.readNBytes(4)).containsExactly(0xFF, 0xFF, 0xFF, packet);
        in.skipNBytes(0xFFFFFF);
      }
    }
  }

  @Test
  void bytesAreASecondApart() throws Exception {
    try (HostilePeer peer = HostilePeer.start(Protocol.NATS, new Hostility.Drips());
        Socket client = client(peer)) {
      long begun = System.nanoTime();

      assertThat(client.getInputStream().readNBytes(2)).containsExactly('I', 'N');
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }
  }

  @Test
  void onesThatAreSilentOrCloseSayNothing() throws Exception {
    try (HostilePeer peer = HostilePeer.start(Protocol.ORACLE, new Hostility.Closes());
        Socket client = client(peer)) {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    try (HostilePeer peer = HostilePeer.start(Protocol.ORACLE, new Hostility.Silent());
        Socket client = client(peer)) {
      client.getOutputStream().write(new byte[100]);
      client.shutdownOutput();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Socket client(HostilePeer peer) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), peer.port());
  }
}
