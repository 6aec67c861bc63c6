package dev.signalbox.app.single;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.base.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A lock of the operating system, which ends with the process, however that ends. The file stays:
 * to remove it would leave a lock on it to whoever has it open, and let a third one make another.
 *
 * <p>Threading: for one thread at a time. Blocks on the file system only.
 */
final class SeatLock implements Closeable {
  /** More digits than any process id has. */
  private static final int LONGEST = 19;

  /** Far behind what is written: where locks are enforced, it could not be read otherwise. */
  private static final long LOCKED = 1L << 20;

  private final FileChannel channel;

  private SeatLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file, made if it is not there, and locks nothing yet. Closing it unlocks. */
  static SeatLock open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.file(file));
    try {
      OwnerOnly.restrict(file, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
      return new SeatLock(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Opens one that is there, only to ask about it: nothing is made or changed, and no link
   * followed.
   */
  static SeatLock openToAsk(Path file) throws IOException {
    return new SeatLock(
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)));
  }

  /** Takes it, and leaves our process id there; false if another process has it. */
  boolean take() throws IOException {
    try {
      if (channel.tryLock(LOCKED, 1, false) == null) {
        return false;
      }
    } catch (OverlappingFileLockException e) {
      // Held in this process already: held all the same.
      return false;
    }
    channel.truncate(0);
    ByteBuffer pid = US_ASCII.encode(Long.toString(ProcessHandle.current().pid()));
    channel.write(pid, 0);
    return true;
  }

  /** Whether a process has it, this one included; takes it for a moment at most. */
  boolean isHeld() throws IOException {
    try (FileLock free = channel.tryLock(LOCKED, 1, false)) {
      return free == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** The process id that whoever has it has left there; empty if that is none. */
  OptionalLong holder() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    String text = US_ASCII.decode(bytes.flip()).toString();
    return text.matches("[1-9][0-9]{0,17}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
