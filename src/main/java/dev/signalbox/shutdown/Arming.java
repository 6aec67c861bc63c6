package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock before Start in production: it must be opened on purpose and closes by itself. */
final class Arming {
  static final Duration LASTS = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final boolean needed;
  private final Scheduler scheduler;
  private final Runnable changed;
  private Optional<Instant> until = Optional.empty();
  private Scheduler.Cancellation expiry = Scheduler.Cancellation.NONE;

  /**
   * Locked at first.
   *
   * @param needed whether this environment asks for it
   * @param changed called without a lock after each change
   */
  Arming(boolean needed, Scheduler scheduler, Runnable changed) {
    this.needed = needed;
    this.scheduler = scheduler;
    this.changed = changed;
  }

  Verdict arm(Actor by) {
    if (!needed) {
      return new Verdict.Refused("this environment needs no arming");
    }
    synchronized (this) {
      expiry.cancel();
      until = Optional.of(scheduler.now().plus(LASTS));
      expiry = scheduler.schedule(LASTS, this::expire);
    }
    LOG.info("Armed for {} min by {}: polling may be started", LASTS.toMinutes(), by);
    changed.run();
    return new Verdict.Accepted();
  }

  /** Locks before its time. */
  Verdict lock(Actor by) {
    synchronized (this) {
      if (until.isEmpty()) {
        return new Verdict.Refused("it is not armed");
      }
      expiry.cancel();
      until = Optional.empty();
    }
    LOG.info("Locked by {}: polling is locked again", by);
    changed.run();
    return new Verdict.Accepted();
  }

  synchronized boolean isLocked() {
    return needed && until.filter(scheduler.now()::isBefore).isEmpty();
  }

  synchronized Optional<Instant> until() {
    return until;
  }

  private void expire() {
    synchronized (this) {
      if (until.filter(scheduler.now()::isBefore).isPresent()) {
        // It was armed anew while this was on its way.
        return;
      }
      until = Optional.empty();
    }
    LOG.info("Arming expired: polling is locked again");
    changed.run();
  }
}
