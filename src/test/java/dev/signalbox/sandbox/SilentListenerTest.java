package dev.signalbox.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SilentListenerTest {
  private static Socket connect(SilentListener listener) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.port());
  }

  @Test
  void takesConnectionsAndNeverAnswers() throws Exception {
    try (SilentListener listener = SilentListener.start();
        Socket socket = connect(listener)) {
      socket.setSoTimeout(200);
      socket.getOutputStream().write("hello".getBytes(UTF_8));

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void countsWhatIsOpenAndWhatEverWas() throws Exception {
    try (SilentListener listener = SilentListener.start();
        Socket staying = connect(listener)) {
      Socket leaving = connect(listener);
      Socket resetting = connect(listener);
      await().until(() -> listener.openConnections() == 3);

      leaving.close();
      resetting.setSoLinger(true, 0);
      resetting.close();

      await().until(() -> listener.openConnections() == 1);
      assertThat(listener.acceptedConnections()).isEqualTo(3);
      assertThat(staying.isConnected()).isTrue();
    }
  }

  @Test
  void closingEndsItsConnectionsAndFreesThePort() throws Exception {
    SilentListener listener = SilentListener.start();
    try (Socket socket = connect(listener)) {
      socket.setSoTimeout(5_000);
      await().until(() -> listener.openConnections() == 1);

      listener.close();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(listener.openConnections()).isZero();
    assertThatThrownBy(() -> connect(listener)).isInstanceOf(ConnectException.class);
  }
}
