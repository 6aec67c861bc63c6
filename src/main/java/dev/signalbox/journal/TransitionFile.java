package dev.signalbox.journal;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.TransitionStore.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a history of transitions in a file, from one run to the next. What goes wrong with the file
 * is logged, once for each trouble, and never reaches those who record: the history goes on in
 * memory, and is written with a later transition if that can be.
 *
 * <ul>
 *   <li>A file that is damaged or foreign is set aside, and a new one begun. Of a crash there is
 *       nothing left but, at most, the transition being written.
 *   <li>If another process uses the folder, nothing is read or written.
 *   <li>The history is also the queue: what it has pushed out before it could be written is left
 *       out of the file, and counted.
 * </ul>
 *
 * <p>Threading: one virtual thread reads and writes. Methods may be called from any thread, also
 * from one that is interrupted; they block no longer than their deadline.
 */
public final class TransitionFile {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.transitions");

  private final TransitionStore store;
  private final Semaphore wake = new Semaphore(0);
  private final Queue<CompletableFuture<Boolean>> waiting = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  // For the writing thread only.
  private boolean usedElsewhere;
  private boolean failing;
  private boolean missingTold;

  private TransitionFile(TransitionStore store, TransitionHistory history) {
    this.store = store;
    this.thread = Thread.ofVirtual().name("transition file").unstarted(() -> run(history));
  }

  /**
   * Reads back what an earlier run left in that folder, which is made if needed, and from now on
   * writes what is recorded. Reading that takes longer goes on; what it finds is put before
   * everything recorded meanwhile.
   *
   * @param locks those of the process
   * @param deadline how long to wait for what is read back
   */
  public static TransitionFile open(
      Path folder,
      TransitionHistory history,
      Scheduler scheduler,
      FolderLocks locks,
      Deadline deadline) {
    return open(folder, history, scheduler, locks, Limits.DEFAULT, deadline);
  }

  static TransitionFile open(
      Path folder,
      TransitionHistory history,
      Scheduler scheduler,
      FolderLocks locks,
      Limits limits,
      Deadline deadline) {
    TransitionFile file =
        new TransitionFile(new TransitionStore(folder, history, scheduler, locks, limits), history);
    file.thread.start();
    var _ = await(file.opened, deadline);
    return file;
  }

  /**
   * Waits until everything recorded so far is in the file.
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
   * Writes what is left and lets go of the file; the history stays as it is. May be called again.
   *
   * @return whether everything recorded before is in the file; false if the deadline passes first,
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

  private void run(TransitionHistory history) {
    Consumer<List<Transition>> listener = _ -> wake.release();
    boolean saved = false;
    try {
      saved = save();
      opened.complete(true);
      history.addListener(listener);
      boolean last = false;
      while (!last && !usedElsewhere) {
        wake.acquire();
        wake.drainPermits();
        last = closing;
        saved = save();
      }
    } catch (InterruptedException e) {
      LOG.warn("The last transitions were not written to {}: it took too long", store.file());
    } finally {
      history.removeListener(listener);
      letGo();
      opened.complete(false);
      ended.complete(saved);
    }
  }

  private boolean save() {
    List<CompletableFuture<Boolean>> asked = new ArrayList<>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      asked.add(next);
    }
    boolean saved = trySave();
    asked.forEach(one -> one.complete(saved));
    return saved;
  }

  private boolean trySave() {
    try {
      if (!store.open()) {
        usedElsewhere = true;
        LOG.info("Transitions are kept in memory only: another process writes to {}", store.file());
        return false;
      }
      store.save();
    } catch (IOException e) {
      tellFailure(e);
      return false;
    }
    tellRecovery();
    return true;
  }

  private void tellFailure(IOException failure) {
    if (!failing) {
      failing = true;
      LOG.warn(
          "Transitions cannot be written to {}: {}. They are kept in memory until they can",
          store.file(),
          FileFailures.reason(failure));
    }
  }

  private void tellRecovery() {
    if (failing) {
      failing = false;
      LOG.info("Transitions are written to {} again", store.file());
    }
    if (store.missing() > 0 && !missingTold) {
      missingTold = true;
      LOG.warn(
          "{} transitions are missing in {}: more came than are kept before they could be written",
          store.missing(),
          store.file());
    }
  }

  private void letGo() {
    try {
      store.close();
    } catch (IOException e) {
      LOG.warn("{} could not be let go of: {}", store.file(), FileFailures.reason(e));
    }
  }
}
