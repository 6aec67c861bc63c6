package dev.signalbox.app;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.TransitionFile;
import dev.signalbox.journal.TransitionHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The engine's transitions, and the file that makes them survive it.
 *
 * @param file none where nothing is to survive
 */
record EngineHistory(TransitionHistory transitions, Optional<TransitionFile> file) {
  /** A disk that does not answer must not keep the program; what it has comes later then. */
  private static final Duration DISK_LIMIT = Duration.ofMillis(500);

  /** Reads back what an earlier run left in that folder. */
  static EngineHistory open(Optional<Path> folder, Scheduler scheduler) {
    TransitionHistory transitions = new TransitionHistory();
    return new EngineHistory(
        transitions,
        folder.map(
            where ->
                TransitionFile.open(
                    where,
                    transitions,
                    scheduler,
                    // One engine in a process, so one of these.
                    new FolderLocks(),
                    Deadline.in(DISK_LIMIT))));
  }

  /**
   * Blocks until all is written, but no longer than this and not for long.
   *
   * @return whether it is
   */
  boolean flush(Deadline limit) {
    return file.map(open -> open.flush(limit.within(DISK_LIMIT))).orElse(true);
  }

  /** Writes what is left, within that limit, and gives the file free. */
  void close(Deadline limit) {
    file.ifPresent(open -> open.close(limit.within(DISK_LIMIT)));
  }
}
