package dev.signalbox.app.single;

import dev.signalbox.base.FreshThread;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks whoever has the place to come to the front. */
final class Visit {
  private Visit() {}

  /** What came of it. */
  enum Answer {
    /** Its window is in front. */
    SHOWN,

    /** Nobody is at the door just now: it is about to begin, or to close. */
    NOBODY,

    /** It does not answer. */
    SILENT
  }

  /** Blocks no longer than that limit, however frozen the other process is. */
  static Answer at(Path socket, Duration limit) {
    AtomicBoolean shown = new AtomicBoolean();
    try {
      FreshThread.run(
          "visit the first window",
          limit,
          () -> {
            shown.set(ring(socket));
            return null;
          });
    } catch (TimeoutException e) {
      return Answer.SILENT;
    } catch (IOException e) {
      return Answer.NOBODY;
    } catch (Exception e) {
      throw new IllegalStateException("Nothing else can come of it", e);
    }
    return shown.get() ? Answer.SHOWN : Answer.NOBODY;
  }

  private static boolean ring(Path socket) throws IOException {
    try (SocketChannel door = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer answer = ByteBuffer.allocate(1);
      return door.read(answer) == 1 && answer.get(0) == WindowSeat.SHOWN;
    }
  }
}
