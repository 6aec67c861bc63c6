package dev.signalbox.app.single;

import dev.signalbox.base.FreshThread;
import dev.signalbox.base.OwnerOnly;
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
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket at which other processes of the user ring. To ring is all that they can do: nothing is
 * read from them. Each is answered, and then left.
 *
 * <p>Threading: one virtual thread, which answers one after the other.
 */
final class Doorbell implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final int MOST_WAITING = 8;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ServerSocketChannel server;
  private final Path socket;
  private final Kind kind;
  private final Reply reply;

  /**
   * What a door is for.
   *
   * @param caller who rings there, with an article
   * @param limit how long one answer may take
   */
  record Kind(String caller, Duration limit) {}

  /** What is answered to whoever rings. */
  @FunctionalInterface
  interface Reply {
    /** Made anew for each; may block. Nothing, if there is nothing to be said. */
    byte[] bytes() throws Exception;
  }

  private Doorbell(ServerSocketChannel server, Path socket, Kind kind, Reply reply) {
    this.server = server;
    this.socket = socket;
    this.kind = kind;
    this.reply = reply;
  }

  /** Begins to listen, in the place of one that a crash has left. */
  static Doorbell hang(SeatFiles files, Kind kind, Reply reply) throws IOException {
    if (files.hasSocket()) {
      Files.delete(files.socket());
    }
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(files.socket()), MOST_WAITING);
      // The folder keeps others out already; a link cannot have come into it.
      OwnerOnly.restrict(files.socket(), OwnerOnly.FILE);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Doorbell bell = new Doorbell(server, files.socket(), kind, reply);
    Thread.ofVirtual().name("answer " + kind.caller()).start(bell::answerAll);
    return bell;
  }

  private void answerAll() {
    // Whoever cannot be answered is not to think that the program hangs.
    try (server) {
      boolean told = false;
      while (true) {
        try {
          answer(server.accept());
          told = false;
        } catch (ClosedChannelException e) {
          throw e;
        } catch (IOException e) {
          // As a rule there is no room for another open file, which passes.
          if (!told) {
            LOG.warn("{} cannot be answered just now: {}", capital(), e.toString());
            told = true;
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } catch (IOException e) {
      LOG.debug("Nobody is answered any more like {}: {}", kind.caller(), e.toString());
    }
  }

  /** On a thread of its own, because a caller that takes nothing is left when the time is up. */
  private void answer(SocketChannel caller) {
    try (caller) {
      FreshThread.run(
          "answer " + kind.caller(),
          kind.limit(),
          () -> {
            ByteBuffer left = ByteBuffer.wrap(reply.bytes());
            while (left.hasRemaining()) {
              caller.write(left);
            }
            return null;
          });
    } catch (IOException e) {
      LOG.debug("{} has left before it was answered: {}", capital(), e.toString());
    } catch (Exception e) {
      LOG.warn("{} was not answered: {}", capital(), e.toString());
    }
  }

  private String capital() {
    return Character.toUpperCase(kind.caller().charAt(0)) + kind.caller().substring(1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
