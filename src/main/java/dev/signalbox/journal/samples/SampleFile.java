package dev.signalbox.journal.samples;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import dev.signalbox.base.Interruption;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.FolderLocks;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a record of samples in files, from one run to the next. It is written once a minute and at
 * the end; what goes wrong with that is logged, once for each trouble, and the record goes on in
 * memory. A file that is damaged or foreign is set aside, and a new one begun. If another process
 * uses the folder, nothing is read or written.
 *
 * <p>Threading: one virtual thread reads and writes. Methods may be called from any thread; they
 * block no longer than their deadline.
 */
public final class SampleFile {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.samples");

  private final SampleStore store;
  private final Scheduler scheduler;
  private final Semaphore wake = new Semaphore(0);
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  // For the writing thread only.
  private boolean usedElsewhere;
  private boolean failing;

  private SampleFile(SampleStore store, Scheduler scheduler) {
    this.store = store;
    this.scheduler = scheduler;
    this.thread = Thread.ofVirtual().name("sample file").unstarted(this::run);
  }

  /**
   * Reads back what an earlier run left in that folder, which is made if needed, and from now on
   * writes what is recorded.
   *
   * @param locks those of the process
   * @param deadline how long to wait for what is read back; it comes later if that is too short
   */
  public static SampleFile open(
      Path folder,
      SampleHistory history,
      Scheduler scheduler,
      FolderLocks locks,
      Deadline deadline) {
    SampleFile file = new SampleFile(new SampleStore(folder, history, scheduler, locks), scheduler);
    file.thread.start();
    var _ = await(file.opened, deadline);
    return file;
  }

  /**
   * Writes all and lets go of the files; the record stays as it is. May be called again.
   *
   * @return whether all is written; false if the deadline passes first, after which writing is
   *     given up
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
      wakeLater();
      opened.complete(true);
      boolean last = false;
      while (!last && !usedElsewhere) {
        wake.acquire();
        wake.drainPermits();
        last = closing;
        saved = save(last);
        wakeLater();
      }
    } catch (InterruptedException e) {
      // Whoever closes this hears of it, and a minute of measurements is no news for an operator.
      LOG.debug("The last samples were not written to {}: it took too long", store.folder());
    } finally {
      letGo();
      opened.complete(false);
      ended.complete(saved);
    }
  }

  private void wakeLater() {
    if (closing || usedElsewhere) {
      return;
    }
    try {
      scheduler.schedule(Step.SECOND.writing(), wake::release);
    } catch (RejectedExecutionException schedulerClosed) {
      // The program is ending: what is left is written when this is closed.
    }
  }

  private boolean save(boolean all) {
    try {
      if (!store.open()) {
        usedElsewhere = true;
        LOG.info("Samples are kept in memory only: another process writes to {}", store.folder());
        return false;
      }
      store.save(all);
    } catch (ClosedByInterruptException e) {
      return false;
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        LOG.warn(
            "Samples cannot be written to {}: {}. They are kept in memory until they can",
            store.folder(),
            FileFailures.reason(e));
      }
      return false;
    }
    if (failing) {
      failing = false;
      LOG.info("Samples are written to {} again", store.folder());
    }
    return true;
  }

  private void letGo() {
    try {
      store.close();
    } catch (IOException e) {
      LOG.warn("{} could not be let go of: {}", store.folder(), FileFailures.reason(e));
    }
  }
}
