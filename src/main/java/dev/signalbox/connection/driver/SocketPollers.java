package dev.signalbox.connection.driver;

import dev.signalbox.base.FreshThread;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What wakes virtual threads that wait at sockets. The virtual machine makes it when the first of
 * them has to wait, which takes a few open files; if there are none it never tries again, and every
 * thread that would have to wait dies, the drivers' own among them: whoever waits for those waits
 * in vain. So it is made before sockets have taken the files.
 */
final class SocketPollers {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private SocketPollers() {}

  /** Blocks for some milliseconds; returns why no thread of this process can wait at a socket. */
  static Optional<IOException> prepare() {
    try {
      FreshThread.run("prepare sockets", LIMIT, SocketPollers::waitOnce);
      return Optional.empty();
    } catch (TimeoutException e) {
      LOG.debug("The first connect prepares for sockets", e);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (Exception e) {
      // All that it takes are files; what it says of them is lost once it has failed before.
      return Optional.of(new IOException(NetworkFailures.NO_DESCRIPTOR, e));
    }
  }

  /** A virtual thread that waits at a selector waits in the same way as at a socket. */
  private static Void waitOnce() throws IOException {
    try (Selector selector = Selector.open()) {
      selector.select(1);
    }
    return null;
  }
}
