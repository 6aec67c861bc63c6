package dev.signalbox.app.single;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket at which later starts ring. To ring is all that they can do: nothing is read from
 * them. They are answered by one byte once the window is in front, and by none if it cannot be.
 *
 * <p>Threading: one virtual thread, which answers one after the other.
 */
final class Doorbell implements Closeable {
  /** What is answered. */
  static final byte SHOWN = 1;

  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final int MOST_WAITING = 8;

  private final ServerSocketChannel server;
  private final Path socket;
  private final Supplier<CompletionStage<Boolean>> comeForward;
  private final Duration limit;

  private Doorbell(
      ServerSocketChannel server,
      Path socket,
      Supplier<CompletionStage<Boolean>> comeForward,
      Duration limit) {
    this.server = server;
    this.socket = socket;
    this.comeForward = comeForward;
    this.limit = limit;
  }

  /**
   * Begins to listen, in the place of one that a crash has left.
   *
   * @param comeForward brings the window to the front; false if it is about to close
   * @param limit how long that may take
   */
  static Doorbell hang(
      SeatFiles files, Supplier<CompletionStage<Boolean>> comeForward, Duration limit)
      throws IOException {
    if (files.hasSocket()) {
      Files.delete(files.socket());
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(files.socket()), MOST_WAITING);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Doorbell bell = new Doorbell(server, files.socket(), comeForward, limit);
    Thread.ofVirtual().name("second starts").start(bell::answerAll);
    return bell;
  }

  private void answerAll() {
    // Whoever cannot be answered is not to think that the window hangs.
    try (server) {
      while (true) {
        SocketChannel caller = server.accept();
        answer(caller);
      }
    } catch (ClosedChannelException e) {
      LOG.debug("Second starts are no longer answered: {}", e.toString());
    } catch (IOException e) {
      LOG.warn("A second start would not be answered any more: {}", e.toString());
    }
  }

  private void answer(SocketChannel caller) {
    try (caller) {
      if (comeForward.get().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        caller.write(ByteBuffer.wrap(new byte[] {SHOWN}));
      }
    } catch (TimeoutException
        | ExecutionException
        | InterruptedException
        | IOException
        | RuntimeException e) {
      LOG.warn("A second start was not answered: {}", e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
