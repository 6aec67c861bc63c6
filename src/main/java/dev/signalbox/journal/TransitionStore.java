package dev.signalbox.journal;

import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.TransitionHistory.Numbered;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A history's file, opened anew for each write: so nothing is held that an interrupt could close,
 * and whatever happened to the file in between is noticed.
 *
 * <p>Threading: for one thread. Blocks on the file system. Every method may be tried again after it
 * failed.
 */
final class TransitionStore implements RecordWriter.Store {
  static final String FILE_NAME = "transitions.jsonl";
  private static final String LOCK_NAME = "transitions.lock";
  private static final String ASIDE = FILE_NAME + ".corrupt-";
  private static final int KEPT_ASIDE = 3;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  static final Logger LOG = LoggerFactory.getLogger("signalbox.transitions");

  private final PrivateFolder folder;
  private final Path file;
  private final TransitionHistory history;
  private final Scheduler scheduler;
  private final FolderLocks locks;
  private final Limits limits;
  private FolderLocks.@Nullable Lock lock;
  private boolean read;

  /** Up to where the file is as it should be; 0 if it has to be written anew. */
  private long length;

  /** The number of the last transition that is in the file. */
  private long written = -1;

  /** How many transitions were pushed out of the history before they could be written. */
  private long missing;

  private boolean missingTold;
  private @Nullable Consumer<List<Transition>> listener;

  /**
   * How large the file may become, in bytes.
   *
   * @param size it is cut to half of this when it is longer
   * @param readBack no more than this is read back
   */
  record Limits(int size, int readBack) {
    static final Limits DEFAULT = new Limits(1 << 20, 4 << 20);
  }

  TransitionStore(
      Path folder,
      TransitionHistory history,
      Scheduler scheduler,
      FolderLocks locks,
      Limits limits) {
    this.folder = new PrivateFolder(folder);
    this.file = folder.resolve(FILE_NAME);
    this.history = history;
    this.scheduler = scheduler;
    this.locks = locks;
    this.limits = limits;
  }

  @Override
  public Path place() {
    return file;
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
    switch (StoredTransitions.read(folder, file, limits.readBack())) {
      case StoredTransitions.Whole whole -> {
        history.restore(whole.transitions());
        length = whole.length() > limits.size() ? 0 : whole.length();
      }
      case StoredTransitions.Damaged damaged -> setAside(damaged.reason());
    }
    read = true;
    return true;
  }

  private void setAside(String reason) throws IOException {
    Path aside = folder.path().resolve(ASIDE + STAMP.format(scheduler.now()));
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    LOG.warn(
        "Earlier transitions in {} cannot be read: {}. The file is kept as {}, a new one is begun",
        file,
        reason,
        aside.getFileName());
    List<Path> old;
    try (Stream<Path> files = Files.list(folder.path())) {
      old =
          files
              .filter(path -> path.getFileName().toString().startsWith(ASIDE))
              .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.reverseOrder())
              .skip(KEPT_ASIDE)
              .toList();
    }
    for (Path path : old) {
      Files.deleteIfExists(path);
    }
  }

  @Override
  public void save(boolean last) throws IOException {
    List<Numbered> unsaved = history.after(written);
    if (length > 0 && !unsaved.isEmpty()) {
      append(unsaved);
    }
    if (length == 0 || length > limits.size()) {
      rewrite();
    }
  }

  private void append(List<Numbered> unsaved) throws IOException {
    try (FileChannel channel = folder.open(file, EnumSet.of(StandardOpenOption.WRITE))) {
      if (channel.size() < length) {
        length = 0;
        return;
      }
      // What lies behind is a line that a crash or a full disk has cut.
      channel.truncate(length);
      channel.position(length);
      for (Numbered one : unsaved) {
        byte[] line = TransitionLine.encode(one.transition());
        write(channel, line);
        length += line.length;
        missing += one.number() - written - 1;
        written = one.number();
      }
    } catch (NoSuchFileException e) {
      length = 0;
    }
  }

  /** Puts the newest of the history in the place of the file, in one step. */
  private void rewrite() throws IOException {
    List<Numbered> kept = history.after(Long.MIN_VALUE);
    byte[] content = content(kept);
    Path anew = folder.path().resolve(FILE_NAME + ".new");
    Files.deleteIfExists(anew);
    try (FileChannel channel =
        folder.open(anew, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      write(channel, content);
      channel.force(true);
    }
    Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE);
    length = content.length;
    written = kept.isEmpty() ? written : Math.max(written, kept.getLast().number());
  }

  /** The header, and as many of the newest lines as half the size takes. */
  private byte[] content(List<Numbered> kept) {
    Deque<byte[]> lines = new ArrayDeque<>();
    byte[] header = TransitionLine.HEADER.getBytes(StandardCharsets.UTF_8);
    int size = header.length;
    for (Numbered one : kept.reversed()) {
      byte[] line = TransitionLine.encode(one.transition());
      if (size + line.length > limits.size() / 2) {
        break;
      }
      size += line.length;
      lines.addFirst(line);
    }
    lines.addFirst(header);
    ByteBuffer content = ByteBuffer.allocate(size);
    new ArrayList<>(lines).forEach(content::put);
    return content.array();
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void saved() {
    if (missing > 0 && !missingTold) {
      missingTold = true;
      LOG.warn(
          "{} transitions are missing in {}: more came than are kept before they could be written",
          missing,
          file);
    }
  }

  @Override
  public void givenUp() {
    LOG.warn("The last transitions were not written to {}: it took too long", file);
  }

  /** With the next transition. */
  @Override
  public void planNext(Runnable wake) {
    if (listener == null) {
      listener = _ -> wake.run();
      history.addListener(listener);
    }
  }

  @Override
  public void close() throws IOException {
    if (listener != null) {
      history.removeListener(listener);
      listener = null;
    }
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }
}
