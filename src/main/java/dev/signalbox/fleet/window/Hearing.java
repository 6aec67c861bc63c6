package dev.signalbox.fleet.window;

import dev.signalbox.console.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was heard of one engine, and when, by the clocks of this program alone: an engine's own
 * clock may be wrong. An immutable value.
 *
 * @param recorded when its last state was stored, by the engine's clock put right
 * @param orderly whether that state says that it was ending
 * @param last when it was last heard itself; empty if it never was
 * @param lastNanos the same by the clock that is never set
 * @param gone since when the server says that it is not connected; empty if it does not
 */
record Hearing(
    Instant recorded,
    boolean orderly,
    Optional<Instant> last,
    long lastNanos,
    Optional<Instant> gone) {

  /** A beat that is so late may come yet. */
  static final Duration KNOWN = Duration.ofSeconds(7);

  /** Of one that does not answer either. */
  static final Duration SILENT = Duration.ofSeconds(12);

  /** One of which no more is known than what was stored. */
  static Hearing recorded(Instant at, boolean orderly) {
    return new Hearing(at, orderly, Optional.empty(), 0, Optional.empty());
  }

  /** What is stored of it by now. */
  Hearing stored(Instant at, boolean ends) {
    return new Hearing(at, ends, last, lastNanos, gone);
  }

  /** It has just been heard. */
  Hearing heard(Instant now, long nanos) {
    return new Hearing(recorded, orderly, Optional.of(now), nanos, Optional.empty());
  }

  /** There is another connection, on which it was not heard yet: it is asked at once. */
  Hearing anew(long nanos) {
    return new Hearing(recorded, orderly, last, nanos - KNOWN.toNanos(), Optional.empty());
  }

  /** The server has just said that it is not connected. */
  Hearing gone(Instant now) {
    return gone.isPresent()
        ? this
        : new Hearing(recorded, orderly, last, lastNanos, Optional.of(now));
  }

  /** Whether it is worth asking whether it is there. */
  boolean isDoubtful(long nanos) {
    return last.isEmpty() || gone.isPresent() || orderly || sinceHeard(nanos).compareTo(KNOWN) >= 0;
  }

  private Duration sinceHeard(long nanos) {
    return Duration.ofNanos(nanos - lastNanos);
  }

  /**
   * How sure it is that it still is as it last said.
   *
   * @param cutOff since when nothing can be heard here; empty if something can
   */
  Presence presence(Optional<Instant> cutOff, long nanos) {
    if (cutOff.isPresent()) {
      return new Presence.NotKnown(cutOff.get(), last);
    }
    if (gone.isPresent()) {
      return orderly ? new Presence.Ended(recorded) : new Presence.Gone(gone.get(), last);
    }
    if (last.isEmpty()) {
      return new Presence.Recorded(recorded);
    }
    Duration silence = sinceHeard(nanos);
    if (silence.compareTo(KNOWN) < 0) {
      return new Presence.Known(last.get());
    }
    if (orderly) {
      return new Presence.Ended(recorded);
    }
    return silence.compareTo(SILENT) < 0
        ? new Presence.Probing(last.get())
        : new Presence.Silent(last.get());
  }
}
