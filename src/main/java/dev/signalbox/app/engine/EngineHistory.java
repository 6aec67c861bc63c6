package dev.signalbox.app.engine;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.TransitionFile;
import dev.signalbox.journal.TransitionHistory;
import dev.signalbox.journal.samples.SampleFile;
import dev.signalbox.journal.samples.SampleHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The engine's record: transitions and samples, and the files that make them survive it.
 *
 * @param transitionFile none where nothing is to survive
 * @param sampleFile none where nothing is to survive
 */
record EngineHistory(
    TransitionHistory transitions,
    SampleHistory samples,
    Optional<TransitionFile> transitionFile,
    Optional<SampleFile> sampleFile) {
  /** A disk that does not answer must not keep the program; what it has comes later then. */
  private static final Duration DISK_LIMIT = Duration.ofMillis(500);

  /** Reads back what an earlier run left in that folder. */
  static EngineHistory open(Optional<Path> folder, Scheduler scheduler) {
    TransitionHistory transitions = new TransitionHistory();
    SampleHistory samples = new SampleHistory();
    // One engine in a process, so one of these.
    FolderLocks locks = new FolderLocks();
    Deadline limit = Deadline.in(DISK_LIMIT);
    return new EngineHistory(
        transitions,
        samples,
        folder.map(where -> TransitionFile.open(where, transitions, scheduler, locks, limit)),
        folder.map(where -> SampleFile.open(where, samples, scheduler, locks, limit)));
  }

  /**
   * Blocks until all transitions are written, but no longer than this and not for long; then the
   * measurements, which end with that: who has nothing left to measure writes once.
   *
   * @return whether the transitions are
   */
  boolean flush(Deadline limit) {
    boolean told = transitionFile.map(open -> open.flush(limit.within(DISK_LIMIT))).orElse(true);
    sampleFile.ifPresent(open -> open.close(limit.within(DISK_LIMIT)));
    return told;
  }

  /** Writes what is left, within that limit, and gives the files free. */
  void close(Deadline limit) {
    transitionFile.ifPresent(open -> open.close(limit.within(DISK_LIMIT)));
    sampleFile.ifPresent(open -> open.close(limit.within(DISK_LIMIT)));
  }
}
