package dev.signalbox.journal;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.Interruption;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Reads back what an earlier run left of a record and keeps its store up to it. What goes wrong
 * with that is logged, once for each trouble, and never reaches those who record: the record goes
 * on in memory, and is written later if that can be. If another process uses the folder, nothing is
 * read or written.
 *
 * <p>Threading: one virtual thread reads and writes. Methods may be called from any thread, also
 * from one that is interrupted; they block no longer than their deadline.
 */
public final class RecordWriter {
  private final Store store;
  private final String what;
  private final Logger log;
  private final Semaphore wake = new Semaphore(0);
  private final Queue<CompletableFuture<Boolean>> waiting = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  // For the writing thread only.
  private boolean usedElsewhere;
  private boolean failing;

  /**
   * Where a record is kept.
   *
   * <p>Threading: called by the writing thread alone, and may block on the file system. What failed
   * may be tried again.
   */
  public interface Store {
    /** The file or folder, as it is told of. */
    Path place();

    /** Reads back what there is, unless that is done; false if another writer uses the folder. */
    boolean readBack() throws IOException;

    /** Brings the files up to the record; {@code last} if nothing is written after that. */
    void save(boolean last) throws IOException;

    /** Hears that the files are up to the record, after that has been told if it is news. */
    void saved();

    /** Hears that the time was too short for the last writing, and nothing more is written. */
    void givenUp();

    /** Sees to it that {@code wake} is called when there is something to write again. */
    void planNext(Runnable wake);

    /** Lets another writer use the folder. */
    void close() throws IOException;
  }

  private RecordWriter(Store store, String what, Logger log) {
    this.store = store;
    this.what = what;
    this.log = log;
    this.thread =
        Thread.ofVirtual().name(what.toLowerCase(Locale.ROOT) + " writer").unstarted(this::run);
  }

  /**
   * Begins to read and write.
   *
   * @param what is written, as the first word of a sentence
   * @param deadline how long to wait for what is read back; it comes later if that is too short
   */
  public static RecordWriter start(Store store, String what, Logger log, Deadline deadline) {
    RecordWriter writer = new RecordWriter(store, what, log);
    writer.thread.start();
    var _ = await(writer.opened, deadline);
    return writer;
  }

  /**
   * Waits until everything recorded so far is written.
   *
   * @return whether it is; false at once if it cannot be written now
   */
  public boolean flush(Deadline deadline) {
    CompletableFuture<Boolean> saved = new CompletableFuture<>();
    waiting.add(saved);
    wake.release();
    var _ = ended.thenRun(() -> saved.complete(false));
    return await(saved, deadline);
  }

  /**
   * Writes what is left and lets go of the store; the record stays as it is. May be called again.
   *
   * @return whether everything recorded before is written; false if the deadline passes first,
   *     after which writing is given up
   */
  public boolean close(Deadline deadline) {
    closing = true;
    wake.release();
    boolean saved = await(ended, deadline);
    if (!ended.isDone()) {
      Interruption.of(thread);
    }
    return saved;
  }

  /** Not cut short by an interrupt of the caller, whose flag is kept. */
  private static boolean await(CompletableFuture<Boolean> future, Deadline deadline) {
    return future
        .copy()
        .completeOnTimeout(false, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  private void run() {
    boolean saved = false;
    try {
      saved = save(false);
      opened.complete(true);
      boolean last = false;
      while (!last && !usedElsewhere) {
        wake.acquire();
        wake.drainPermits();
        last = closing;
        saved = save(last);
      }
    } catch (InterruptedException | ClosedByInterruptException e) {
      saved = false;
      store.givenUp();
    } finally {
      letGo();
      opened.complete(false);
      ended.complete(saved);
    }
  }

  private boolean save(boolean last) throws ClosedByInterruptException {
    List<CompletableFuture<Boolean>> asked = new ArrayList<>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      asked.add(next);
    }
    boolean saved = trySave(last);
    if (!last && !usedElsewhere) {
      store.planNext(wake::release);
    }
    asked.forEach(one -> one.complete(saved));
    return saved;
  }

  private boolean trySave(boolean last) throws ClosedByInterruptException {
    try {
      if (!store.readBack()) {
        usedElsewhere = true;
        log.info("{} are kept in memory only: another process writes to {}", what, store.place());
        return false;
      }
      store.save(last);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      tellFailure(e);
      return false;
    }
    tellRecovery();
    store.saved();
    return true;
  }

  private void tellFailure(IOException failure) {
    if (!failing) {
      failing = true;
      log.warn(
          "{} cannot be written to {}: {}. They are kept in memory until they can",
          what,
          store.place(),
          FileFailures.reason(failure));
    }
  }

  private void tellRecovery() {
    if (failing) {
      failing = false;
      log.info("{} are written to {} again", what, store.place());
    }
  }

  private void letGo() {
    try {
      store.close();
    } catch (IOException e) {
      log.warn("{} could not be let go of: {}", store.place(), FileFailures.reason(e));
    }
  }
}
