package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.Lease;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Moves the checkpoint while publishing goes on: one commit at a time, and what becomes
 * acknowledged during one is the next. A commit that fails is the last: whether it moved the
 * checkpoint only the next term knows.
 *
 * <p>Threading: commits on a thread of its own, which ends when it is finished or has failed; its
 * methods are for the run's thread.
 */
final class Committer implements AutoCloseable {
  private final Lease lease;

  /** So many rows that are still to be written down are enough. */
  private static final int MANY_KEYS = 10_000;

  private final String name;
  private final RunReporter reporter;
  private final RunControl run;

  /** Nobody stops it: its calls are stopped with the run, what is handed over is committed. */
  private final RunControl own;

  private final AtomicReference<@Nullable Advance> waiting = new AtomicReference<>();
  private final TermThread thread;
  private volatile boolean finishing;
  private volatile boolean committed;
  private final AtomicLong late = new AtomicLong();

  /**
   * Begins with nothing to commit.
   *
   * @param name of the relay
   */
  Committer(String name, RunControl run, Scheduler scheduler, Lease lease, RunReporter reporter) {
    this.name = name;
    this.lease = lease;
    this.reporter = reporter;
    this.run = run;
    this.own = new RunControl(scheduler);
    this.thread = TermThread.start("commit " + name, run, this::commitAll);
  }

  private void commitAll() throws RelayException {
    while (true) {
      own.awaitOrStop(() -> waiting.get() != null || finishing);
      Advance advance = waiting.getAndSet(null);
      if (advance == null) {
        return;
      }
      commitNow(advance);
      committed = true;
      var _ = late.addAndGet(advance.late().size());
      reporter.committed(advance);
      if (!advance.keys().isEmpty()) {
        run.wake();
      }
    }
  }

  private void commitNow(Advance advance) throws RelayException {
    CheckpointCommitEvent event = new CheckpointCommitEvent();
    event.begin();
    lease.commit(advance);
    if (event.shouldCommit()) {
      event.relay = name;
      event.rows = advance.rows();
      event.lateRows = advance.late().size();
      event.commit();
    }
  }

  /** How many late rows it has recorded. */
  long late() {
    return late.get();
  }

  /**
   * Whether it has so much to write that no more should be relayed; the run is woken after that.
   */
  boolean isBehind() {
    Advance advance = waiting.get();
    return advance != null && advance.keys().size() >= MANY_KEYS;
  }

  /** Commits that behind what it was given before. */
  void commit(Advance advance) {
    waiting.accumulateAndGet(
        advance, (before, next) -> before == null || next == null ? next : before.and(next));
    own.wake();
  }

  /** Whether it got as far as committing something. */
  boolean hasCommitted() {
    return committed;
  }

  boolean hasFailed() {
    return thread.isOver() && !finishing;
  }

  /**
   * Lets the run go on only if no commit has failed.
   *
   * @throws RelayException as the lease's commit has
   * @throws RunStoppedException if a stop did not wait for a commit
   */
  void throwIfFailed() throws RelayException {
    thread.throwIfFailed();
  }

  /** Waits until all is committed that it was given. Fails as {@link #throwIfFailed}. */
  void finish() throws RelayException {
    close();
    thread.throwIfFailed();
  }

  /** The same, but for what it fails with. */
  @Override
  public void close() {
    finishing = true;
    own.wake();
    thread.close();
  }
}
