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
 * Sees to it that one writer at a time uses a folder, among all processes. A lock ends with the
 * process, however that ends.
 *
 * <p>There should be one of these in a process, because the operating system keeps locks for the
 * process as a whole: to open a lock file a second time and close it again ends the first one's
 * lock. So this remembers what is locked here, and does not touch it again.
 *
 * <p>Threading: any thread.
 */
public final class FolderLocks {
  private final Set<Path> held = ConcurrentHashMap.newKeySet();

  /** A lock that was taken. */
  public interface Lock {
    /** Lets another writer use the folder. */
    void release() throws IOException;
  }

  /**
   * Takes the lock; empty if somebody has it, here or in another process.
   *
   * @param name of the lock file: each kind of writer has its own
   */
  public Optional<Lock> tryLock(PrivateFolder folder, String name) throws IOException {
    Path file = folder.path().toRealPath().resolve(name);
    if (!held.add(file)) {
      return Optional.empty();
    }
    Optional<FileChannel> locked = Optional.empty();
    try {
      locked = lock(folder, file);
    } finally {
      if (locked.isEmpty()) {
        held.remove(file);
      }
    }
    return locked.map(channel -> () -> release(file, channel));
  }

  private static Optional<FileChannel> lock(PrivateFolder folder, Path file) throws IOException {
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
    return locked ? Optional.of(channel) : Optional.empty();
  }

  private void release(Path file, FileChannel channel) throws IOException {
    try {
      channel.close();
    } finally {
      held.remove(file);
    }
  }
}
