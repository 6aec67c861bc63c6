package dev.signalbox.sandbox.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.Leftovers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each fault, as a client and a server of four-letter words meet it. */
@Timeout(30)
class FaultRelayTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int SILENCE_MILLIS = 100;

  private ServerSocket server;
  private FaultRelay relay;
  private Socket client;
  private Socket peer;

  @BeforeEach
  void begin() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    relay = FaultRelay.to(server.getLocalPort());
    client = new Socket();
    peer = new Socket();
  }

  @AfterEach
  void end() throws IOException {
    client.close();
    peer.close();
    relay.close();
    server.close();
    assertThat(relay.traffic().open()).isZero();
    Leftovers.assertNoSocketTo(server.getLocalPort());
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port());
  }

  private void meet() throws IOException {
    client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    peer = server.accept();
  }

  private static void say(Socket from, String words) throws IOException {
    from.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hear(Socket to, int length) throws IOException {
    to.setSoTimeout((int) LIMIT.toMillis());
    InputStream in = to.getInputStream();
    byte[] heard = in.readNBytes(length);
    if (heard.length < length) {
      throw new EOFException("after " + heard.length);
    }
    return new String(heard, StandardCharsets.US_ASCII);
  }

  private static void assertSilence(Socket to) throws IOException {
    to.setSoTimeout(SILENCE_MILLIS);
    InputStream in = to.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
  }

  private void awaitHeld(int directions) throws InterruptedException {
    assertThat(relay.awaitTraffic(t -> t.held() == directions, LIMIT)).isTrue();
  }

  @Test
  void passesEverythingAndCounts() throws Exception {
    meet();
    say(client, "ping");
    assertThat(hear(peer, 4)).isEqualTo("ping");
    say(peer, "pong");
    assertThat(hear(client, 4)).isEqualTo("pong");
    say(client, "more");
    assertThat(hear(peer, 4)).isEqualTo("more");
    say(peer, "less");
    assertThat(hear(client, 4)).isEqualTo("less");
    Traffic expected = new Traffic(1, 1, 0, 8, 8, 2);
    assertThat(relay.awaitTraffic(expected::equals, LIMIT)).as("%s", relay.traffic()).isTrue();
    client.close();
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
    peer.close();
    assertThat(relay.awaitTraffic(t -> t.open() == 0, LIMIT)).isTrue();
  }

  @Test
  void freezesAfterSomeBytesAndGoesOn() throws Exception {
    relay.set(new Fault.Freeze(Direction.TO_CLIENT, 6));
    meet();
    say(peer, "pingpong");
    assertThat(hear(client, 6)).isEqualTo("pingpo");
    awaitHeld(1);
    assertSilence(client);
    say(client, "hear");
    assertThat(hear(peer, 4)).isEqualTo("hear");
    relay.set(new Fault.None());
    assertThat(hear(client, 2)).isEqualTo("ng");
  }

  @Test
  void freezesAMessageButItsFirstBytes() throws Exception {
    relay.set(new Fault.FreezeMessage(Direction.TO_CLIENT, 2, 1));
    meet();
    say(client, "ping");
    hear(peer, 4);
    say(peer, "pong");
    assertThat(hear(client, 4)).isEqualTo("pong");
    say(client, "more");
    hear(peer, 4);
    say(peer, "less");
    assertThat(hear(client, 1)).isEqualTo("l");
    awaitHeld(1);
    assertSilence(client);
  }

  @Test
  void aClientThatGoesWhileItsAnswerIsFrozenIsNotKept() throws Exception {
    relay.set(new Fault.Freeze(Direction.TO_CLIENT, 0));
    meet();
    say(peer, "pong");
    awaitHeld(1);
    client.close();
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
    assertThat(relay.awaitTraffic(t -> t.open() == 0 && t.held() == 0, LIMIT)).isTrue();
  }

  @Test
  void aBlackholeSwallowsWhatIsSaidAndLetsNobodyIn() throws Exception {
    meet();
    relay.set(new Fault.Blackhole());
    say(client, "ping");
    awaitHeld(1);
    assertSilence(peer);
    try (Socket other = new Socket()) {
      assertThatThrownBy(() -> other.connect(address(), SILENCE_MILLIS))
          .isInstanceOf(SocketTimeoutException.class);
    }
    relay.set(new Fault.None());
    assertThat(hear(peer, 4)).isEqualTo("ping");
    try (Socket other = new Socket()) {
      other.connect(address(), (int) LIMIT.toMillis());
      assertThat(other.isConnected()).isTrue();
    }
  }

  @Test
  void delaysWhatArrives() throws Exception {
    Duration delay = Duration.ofMillis(200);
    relay.set(new Fault.Delay(delay));
    meet();
    long begun = System.nanoTime();
    say(client, "ping");
    assertThat(hear(peer, 4)).isEqualTo("ping");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void throttlesUntilToldOtherwise() throws Exception {
    relay.set(new Fault.Throttle(100));
    meet();
    long begun = System.nanoTime();
    say(client, "0123456789");
    assertThat(hear(peer, 10)).isEqualTo("0123456789");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void closesOneDirectionAndKeepsTheOther() throws Exception {
    relay.set(new Fault.HalfClose(Direction.TO_CLIENT, 2));
    meet();
    say(peer, "pong");
    assertThat(hear(client, 2)).isEqualTo("po");
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    say(client, "ping");
    assertThat(hear(peer, 4)).isEqualTo("ping");
  }

  @Test
  void resetsBothSides() throws Exception {
    relay.set(new Fault.Reset(Direction.TO_SERVER, 4));
    meet();
    say(client, "ping");
    InputStream in = client.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    InputStream peerIn = peer.getInputStream();
    assertThatThrownBy(() -> peerIn.readNBytes(5)).isInstanceOf(SocketException.class);
  }

  @Test
  void resetsAtOnceWhoIsConnectedAlready() throws Exception {
    meet();
    say(client, "ping");
    hear(peer, 4);
    relay.set(new Fault.Reset(Direction.TO_SERVER, 0));
    InputStream in = client.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
  }

  @Test
  void resetsWhoComesLater() throws Exception {
    relay.set(new Fault.Reset(Direction.TO_SERVER, 0));
    meet();
    say(client, "ping");
    InputStream in = client.getInputStream();
    assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
  }

  @Test
  void freezesTheRestOfLongMessages() throws Exception {
    relay.set(new Fault.FreezeLongMessages(Direction.TO_CLIENT, 4));
    meet();
    say(peer, "pong");
    assertThat(hear(client, 4)).isEqualTo("pong");
    say(client, "ping");
    hear(peer, 4);
    say(peer, "long one");
    assertThat(hear(client, 4)).isEqualTo("long");
    awaitHeld(1);
    assertSilence(client);
  }

  @Test
  void refusesNewClientsAndServesTheOthers() throws Exception {
    meet();
    relay.set(new Fault.Refuse());
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), relay.port()))
        .isInstanceOf(ConnectException.class);
    say(client, "ping");
    assertThat(hear(peer, 4)).isEqualTo("ping");
    relay.set(new Fault.None());
    try (Socket other = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      assertThat(other.isConnected()).isTrue();
    }
  }
}
