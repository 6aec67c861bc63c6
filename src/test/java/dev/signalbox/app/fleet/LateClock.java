package dev.signalbox.app.fleet;

import dev.signalbox.base.Scheduler;
import java.time.Duration;
import java.time.Instant;

/** A clock that is late, or fast if it is late by less than nothing. */
record LateClock(Scheduler right, Duration late) implements Scheduler {
  @Override
  public Instant now() {
    return right.now().minus(late);
  }

  @Override
  public long nanoTime() {
    return right.nanoTime();
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable action) {
    return right.schedule(delay, action);
  }
}
