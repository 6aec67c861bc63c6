package dev.signalbox.connection.state;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Gate;
import dev.signalbox.testing.StalledResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seen from outside: real threads in real sockets, lookups and handshakes. */
@Timeout(60)
class ConnectPhaseTest {
  private static final int READ_LIMIT_MILLIS = 10_000;

  /** Runs the work on a virtual thread, waits for the phase to be seen, and lets the work end. */
  private static Throwable observe(ConnectPhase expected, Callable<?> work, AutoCloseable release)
      throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result.complete(work.call());
                  } catch (Throwable t) {
                    result.completeExceptionally(t);
                  }
                });
    await()
        .atMost(10, SECONDS)
        .until(() -> ConnectPhase.seenIn(thread.getStackTrace()) == expected && isWaiting(thread));
    release.close();
    thread.interrupt();
    return result.handle((_, failure) -> failure).get(10, SECONDS);
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static ServerSocket listener(int backlog) throws IOException {
    return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  private static Socket connect(ServerSocket server) throws IOException {
    Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    return socket;
  }

  /** Fills a listener's backlog, so that it answers no further SYN. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException full) {
        assertThat(waiting).as("connections until %s", full.getMessage()).hasSizeGreaterThan(1);
        return waiting;
      }
    }
  }

  @Test
  void openingATcpConnection() throws Exception {
    try (ServerSocket server = listener(1);
        Socket socket = new Socket()) {
      List<Socket> backlog = fill(server);
      Throwable failure =
          observe(
              ConnectPhase.TCP,
              () -> {
                socket.connect(server.getLocalSocketAddress(), READ_LIMIT_MILLIS);
                return null;
              },
              socket);

      assertThat(ConnectPhase.seenIn(failure)).isEqualTo(ConnectPhase.TCP);
      for (Socket waiting : backlog) {
        waiting.close();
      }
    }
  }

  @Test
  void openingATcpConnectionThroughAChannel() throws Exception {
    try (ServerSocket server = listener(1);
        SocketChannel channel = SocketChannel.open()) {
      List<Socket> backlog = fill(server);
      observe(ConnectPhase.TCP, () -> channel.connect(server.getLocalSocketAddress()), channel);
      for (Socket waiting : backlog) {
        waiting.close();
      }
    }
  }

  @Test
  void waitingForTheServerToSpeak() throws Exception {
    try (ServerSocket server = listener(5);
        Socket socket = connect(server)) {
      Throwable failure = observe(ConnectPhase.LOGIN, () -> socket.getInputStream().read(), socket);

      assertThat(ConnectPhase.seenIn(failure)).isEqualTo(ConnectPhase.LOGIN);
    }
  }

  @Test
  void shakingHands() throws Exception {
    try (ServerSocket server = listener(5);
        Socket socket = connect(server);
        SSLSocket secure =
            (SSLSocket)
                SSLContext.getDefault()
                    .getSocketFactory()
                    .createSocket(socket, "localhost", server.getLocalPort(), true)) {
      Throwable failure =
          observe(
              ConnectPhase.TLS,
              () -> {
                secure.startHandshake();
                return null;
              },
              socket);

      assertThat(ConnectPhase.seenIn(failure)).isEqualTo(ConnectPhase.TLS);
    }
  }

  @Test
  void lookingANameUp() throws Exception {
    Gate gate = StalledResolver.stall("stalled.invalid");

    Throwable failure =
        observe(
            ConnectPhase.NAME_RESOLUTION,
            () -> InetAddress.getAllByName("stalled.invalid"),
            gate::open);

    assertThat(ConnectPhase.seenIn(failure)).isEqualTo(ConnectPhase.NAME_RESOLUTION);
  }

  @Test
  void aNameThatTheSocketFoundUnresolvedWasNotATcpProblem() throws Exception {
    try (Socket socket = new Socket()) {
      InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);

      Throwable failure = observed(() -> socket.connect(unresolved));

      assertThat(ConnectPhase.seenIn(failure)).isEqualTo(ConnectPhase.NAME_RESOLUTION);
    }
  }

  @Test
  void aDriverMayHideTheReasonAsCauseOrBesideIt() throws Exception {
    int closed;
    try (ServerSocket server = listener(1)) {
      closed = server.getLocalPort();
    }
    Throwable refused =
        observed(() -> new Socket(InetAddress.getLoopbackAddress(), closed).close());
    IOException unable = new IOException("Unable to connect");
    unable.addSuppressed(refused);

    assertThat(ConnectPhase.seenIn(refused)).isEqualTo(ConnectPhase.TCP);
    assertThat(ConnectPhase.seenIn(new IllegalStateException(refused))).isEqualTo(ConnectPhase.TCP);
    assertThat(ConnectPhase.seenIn(unable)).isEqualTo(ConnectPhase.TCP);
    assertThat(ConnectPhase.seenIn(new IOException("access denied"))).isEqualTo(ConnectPhase.LOGIN);
  }

  @Test
  void exceptionsThatCauseEachOtherHaveAnEnd() {
    IOException one = new IOException("one");
    one.addSuppressed(new ExecutionException(one));

    assertThat(ConnectPhase.seenIn(one)).isEqualTo(ConnectPhase.LOGIN);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Throwable observed(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      return e;
    }
    throw new AssertionError("This was meant to fail");
  }
}
