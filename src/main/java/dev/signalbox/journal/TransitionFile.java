package dev.signalbox.journal;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.TransitionStore.Limits;
import java.nio.file.Path;

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
  private final RecordWriter writer;

  private TransitionFile(RecordWriter writer) {
    this.writer = writer;
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
    TransitionStore store = new TransitionStore(folder, history, scheduler, locks, limits);
    return new TransitionFile(
        RecordWriter.start(store, "Transitions", TransitionStore.LOG, deadline));
  }

  /**
   * Waits until everything recorded so far is in the file.
   *
   * @return whether it is; false at once if it cannot be written now
   */
  public boolean flush(Deadline deadline) {
    return writer.flush(deadline);
  }

  /**
   * Writes what is left and lets go of the file; the history stays as it is. May be called again.
   *
   * @return whether everything recorded before is in the file; false if the deadline passes first,
   *     after which writing is given up
   */
  public boolean close(Deadline deadline) {
    return writer.close(deadline);
  }
}
