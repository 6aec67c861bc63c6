package dev.signalbox.journal.samples;

import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.PrivateFolder;
import dev.signalbox.journal.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record's files, one for each step, opened anew for each write.
 *
 * <p>Threading: for one thread. Blocks on the file system. Every method may be tried again after it
 * failed.
 */
final class SampleStore implements RecordWriter.Store {
  static final String LOCK_NAME = "samples.lock";
  private static final int MOST_BYTES = 64 << 20;
  static final Logger LOG = LoggerFactory.getLogger("signalbox.samples");

  private final PrivateFolder folder;
  private final SampleHistory history;
  private final Scheduler scheduler;
  private final FolderLocks locks;
  private final Map<Step, Instant> written = new EnumMap<>(Step.class);
  private FolderLocks.@Nullable Lock lock;
  private boolean read;

  SampleStore(Path folder, SampleHistory history, Scheduler scheduler, FolderLocks locks) {
    this.folder = new PrivateFolder(folder);
    this.history = history;
    this.scheduler = scheduler;
    this.locks = locks;
  }

  @Override
  public Path place() {
    return folder.path();
  }

  Path file(Step step) {
    String name = step.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return folder.path().resolve("samples-" + name + ".bin");
  }

  /** Makes the folder first. */
  @Override
  public boolean readBack() throws IOException {
    if (read) {
      return true;
    }
    folder.create();
    if (lock == null) {
      Optional<FolderLocks.Lock> taken = locks.tryLock(folder, LOCK_NAME);
      if (taken.isEmpty()) {
        return false;
      }
      lock = taken.get();
    }
    Map<Step, Recorded> earlier = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      if (Files.exists(file(step), LinkOption.NOFOLLOW_LINKS)) {
        recorded(step).ifPresent(recorded -> earlier.put(step, recorded));
      }
    }
    history.restore(earlier);
    read = true;
    return true;
  }

  private Optional<Recorded> recorded(Step step) throws IOException {
    try {
      return Optional.of(RecordedBytes.decode(step, bytes(file(step))));
    } catch (RecordedBytes.DamagedException e) {
      Path aside = folder.path().resolve(file(step).getFileName() + ".corrupt");
      Files.move(file(step), aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn(
          "Earlier samples in {} cannot be read: {}. The file is kept as {}, a new one is begun",
          file(step),
          e.getMessage(),
          aside.getFileName());
      return Optional.empty();
    }
  }

  private byte[] bytes(Path file) throws IOException, RecordedBytes.DamagedException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RecordedBytes.DamagedException("it is not a file");
    }
    try (FileChannel channel = folder.open(file, EnumSet.of(StandardOpenOption.READ))) {
      if (channel.size() > MOST_BYTES) {
        throw new RecordedBytes.DamagedException("it is longer than such a file can be");
      }
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      return buffer.array();
    }
  }

  /** Writes each step whose time it is; at last, every one. */
  @Override
  public void save(boolean last) throws IOException {
    Instant now = scheduler.now();
    for (Step step : Step.values()) {
      Instant before = written.computeIfAbsent(step, _ -> now);
      if (last || !now.isBefore(before.plus(step.writing())) || now.isBefore(before)) {
        write(step);
        written.put(step, now);
      }
    }
  }

  /**
   * Puts the record in the place of the file, in one step. The disk is not waited for: a power cut
   * may cost the file, whose checksum tells so, and a program that ends has no time.
   */
  private void write(Step step) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(RecordedBytes.encode(step, history.recorded(step)));
    Path anew = folder.path().resolve(file(step).getFileName() + ".new");
    Files.deleteIfExists(anew);
    try (FileChannel channel =
        folder.open(anew, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
    }
    Files.move(anew, file(step), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void saved() {
    // Each writing holds all there is: nothing can be missing.
  }

  @Override
  public void givenUp() {
    // Whoever closes this hears of it, and a minute of measurements is no news for an operator.
    LOG.debug("The last samples were not written to {}: it took too long", place());
  }

  /** In a minute: something is measured every second. */
  @Override
  public void planNext(Runnable wake) {
    try {
      scheduler.schedule(Step.SECOND.writing(), wake);
    } catch (RejectedExecutionException schedulerClosed) {
      // The program is ending: what is left is written when this is closed.
    }
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }
}
