package dev.signalbox.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that one writer at a time uses a folder, among all processes. It ends with the
 * process, however that ends.
 */
final class FolderLock implements AutoCloseable {
  private static final String NAME = "transitions.lock";

  /**
   * The locks of this process. The operating system keeps them for the process as a whole: to open
   * a lock file a second time and close it again would end the first one's lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock; empty if somebody has it, here or in another process. */
  static Optional<FolderLock> tryLock(PrivateFolder folder) throws IOException {
    Path file = folder.path().toRealPath().resolve(NAME);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FolderLock> lock = Optional.empty();
    try {
      lock = lock(folder, file);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(file);
      }
    }
    return lock;
  }

  private static Optional<FolderLock> lock(PrivateFolder folder, Path file) throws IOException {
    FileChannel channel =
        folder.open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
    } catch (OverlappingFileLockException e) {
      // Held in this process by other means than this class: held all the same.
      locked = false;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
