package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.SilentListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the tests rely on to find a leak finds it. */
class LeftoversTest {
  @Test
  void aVirtualThreadThatHangsInItsPeerIsFound() throws Exception {
    try (SilentListener peer = SilentListener.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
      Awaitility.await()
          .until(() -> LiveThreads.isIn("SilentListener.listenUntilClosed", "Poller.poll"));
      Leftovers before = Leftovers.baseline();
      Thread reader = Thread.ofVirtual().name("reader").start(() -> read(socket));
      Awaitility.await().until(() -> LiveThreads.isIn("LeftoversTest.read", "Poller.poll"));

      assertThatThrownBy(before::assertNoThreads).hasMessageContaining("reader");
      before.assertNoThreads(Pattern.compile("read.*"));
      socket.close();
      assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
      before.assertNoThreads();
    }
  }

  private static void read(Socket socket) {
    try {
      var _ = socket.getInputStream().read();
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aSocketIsFoundUntilItIsClosed() throws Exception {
    try (SilentListener peer = SilentListener.start()) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port());
      assertThat(Leftovers.socketsTo(peer.port())).hasSize(1);
      socket.close();
      Leftovers.assertNoSocketTo(peer.port());
    }
  }
}
