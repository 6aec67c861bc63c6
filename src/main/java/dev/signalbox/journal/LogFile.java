package dev.signalbox.journal;

import dev.signalbox.base.OwnerOnly;
import dev.signalbox.settings.LogSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that log lines go to, readable by its owner only. It never grows beyond its limit: what
 * would make it so goes to a new one, and the old ones, numbered from 1, are kept up to a number.
 * Opened when there is something to write, and again after a failure.
 *
 * <p>Blocks as long as the disk does; confined to one thread.
 */
final class LogFile implements LogFileAppender.Target {
  /** The bits of a file's mode that tell what it is, and those of a device such as a terminal. */
  private static final int FILE_TYPE = 0170000;

  private static final int CHARACTER_DEVICE = 0020000;

  private final Path path;
  private final long limit;
  private final int oldFiles;
  private @Nullable FileChannel channel;
  private boolean torn;

  /**
   * Names it, without touching it.
   *
   * @param limit of its size in bytes
   * @param oldFiles how many are kept besides
   */
  LogFile(Path path, long limit, int oldFiles) {
    this.path = path;
    this.limit = limit;
    this.oldFiles = oldFiles;
  }

  Path path() {
    return path;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if not all of it could be written; the next attempt opens the file again
   */
  @Override
  public void append(byte[] lines) throws IOException {
    boolean written = false;
    try {
      FileChannel open = withRoomFor(lines.length);
      if (torn) {
        write(open, new byte[] {'\n'});
        torn = false;
      }
      write(open, lines);
      written = true;
    } finally {
      if (!written) {
        close();
      }
    }
  }

  private FileChannel withRoomFor(int bytes) throws IOException {
    FileChannel open = opened();
    // A device has no size, and is not renamed.
    if (open.size() > 0 && open.size() + bytes > limit && Files.isRegularFile(path)) {
      close();
      rotate();
      open = opened();
    }
    return open;
  }

  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      requireFileOrDevice();
      open =
          FileChannel.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              OwnerOnly.file(path));
      channel = open;
      restrict();
    }
    return open;
  }

  /** Opening a pipe would wait for a reader, and what takes long is not shown to be nothing. */
  private void requireFileOrDevice() throws IOException {
    if (Files.exists(path)
        && Files.readAttributes(path, BasicFileAttributes.class).isOther()
        && !isCharacterDevice()) {
      throw new FileSystemException(path.toString(), null, "it is a pipe or the like, not a file");
    }
  }

  /** One of before may be open to others, and the process's mask may take more than it should. */
  private void restrict() throws IOException {
    if (Files.isRegularFile(path)) {
      try {
        OwnerOnly.restrict(path, OwnerOnly.FILE);
      } catch (FileSystemException e) {
        // Another user's it stays as it is: that it can be written is what matters.
        if (Files.getOwner(path).getName().equals(System.getProperty("user.name"))) {
          throw e;
        }
      }
    }
  }

  private boolean isCharacterDevice() throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == CHARACTER_DEVICE;
  }

  private void write(FileChannel open, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      open.write(left);
      torn = left.hasRemaining();
    }
  }

  private void rotate() throws IOException {
    for (int number = oldFiles - 1; number > 0; number--) {
      if (Files.exists(old(number))) {
        Files.move(old(number), old(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, old(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path old(int number) {
    return LogSettings.oldFile(path, number);
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
