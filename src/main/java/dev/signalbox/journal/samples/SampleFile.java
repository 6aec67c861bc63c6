package dev.signalbox.journal.samples;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.RecordWriter;
import java.nio.file.Path;

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
  private final RecordWriter writer;

  private SampleFile(RecordWriter writer) {
    this.writer = writer;
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
    SampleStore store = new SampleStore(folder, history, scheduler, locks);
    return new SampleFile(RecordWriter.start(store, "Samples", SampleStore.LOG, deadline));
  }

  /**
   * Writes all and lets go of the files; the record stays as it is. May be called again.
   *
   * @return whether all is written; false if the deadline passes first, after which writing is
   *     given up
   */
  public boolean close(Deadline deadline) {
    return writer.close(deadline);
  }
}
