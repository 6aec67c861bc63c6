package dev.signalbox.relay.source.horizon;

import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.source.horizon.OldestWriter.Settled;
import dev.signalbox.relay.source.horizon.Writers.Sighting;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The writers of one database, looked at by all its relays together: whoever reads a MariaDB's list
 * of transactions keeps it from being made anew for 100 ms. What was settled stays so, and whoever
 * comes too early or finds another looking takes what is known.
 *
 * <p>Threading: for the threads of all runs; one of them looks, none waits for it.
 */
final class WriterHorizon {
  private static final Duration PAUSE = Duration.ofMillis(120);

  /** For a list that others read as well: they must not stay in step with us. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

  private static final Duration TURN = Duration.ofMillis(10);

  /** Without a fresh list in so many tries there will be none. */
  private static final int FIRST_TRIES = 15;

  private final ReentrantLock turn = new ReentrantLock();
  private final OldestWriter oldest = new OldestWriter();
  private final Set<Object> permitted =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile @Nullable Known known;
  private volatile long nextLook;
  private volatile boolean looked;

  private record Known(Settled settled, long at) {}

  /**
   * What is settled, and how long ago that was seen.
   *
   * @param age a fraction of a second as a rule
   */
  record Reading(Settled settled, Duration age) {}

  /**
   * Looks if it is time to; empty if nothing fresh was ever seen.
   *
   * @param nanoTime the time that it is
   */
  Optional<Reading> read(Writers writers, long nanoTime) throws RelayException {
    var _ = lookIfDue(writers, nanoTime);
    return Optional.ofNullable(known)
        .map(it -> new Reading(it.settled(), Duration.ofNanos(Math.max(0, nanoTime - it.at()))));
  }

  private boolean lookIfDue(Writers writers, long nanoTime) throws RelayException {
    if (isTooEarly(nanoTime) || !turn.tryLock()) {
      return false;
    }
    try {
      if (isTooEarly(nanoTime)) {
        return false;
      }
      look(writers, nanoTime);
      return true;
    } finally {
      turn.unlock();
    }
  }

  private boolean isTooEarly(long nanoTime) {
    return looked && nanoTime - nextLook < 0;
  }

  private void look(Writers writers, long nanoTime) throws RelayException {
    Optional<Sighting> sighting = writers.look();
    Duration pause = PAUSE;
    if (sighting.isPresent()) {
      known = new Known(oldest.settle(sighting.get()), nanoTime);
    } else {
      long more = LONGEST_PAUSE.minus(PAUSE).toNanos();
      pause = PAUSE.plusNanos(RandomGenerator.getDefault().nextLong(more));
    }
    nextLook = nanoTime + pause.toNanos();
    looked = true;
  }

  /**
   * Looks for the first time; false if nothing fresh is to be seen. Blocking.
   *
   * @param owner of the connections: what others see, these may not be allowed to
   */
  boolean begin(Writers writers, Object owner, RunControl control, Scheduler scheduler)
      throws RelayException {
    for (int i = 0; i < FIRST_TRIES * LONGEST_PAUSE.dividedBy(TURN) && !isKnownTo(owner); i++) {
      if (lookIfDue(writers, scheduler.nanoTime())) {
        permitted.add(owner);
      } else {
        control.pause(TURN);
      }
    }
    return isKnownTo(owner);
  }

  private boolean isKnownTo(Object owner) {
    return known != null && permitted.contains(owner);
  }
}
