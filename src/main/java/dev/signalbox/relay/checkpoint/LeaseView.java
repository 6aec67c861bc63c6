package dev.signalbox.relay.checkpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * A lease as an operator sees it.
 *
 * @param holder as it stands in the checkpoint table, where anybody may have written it
 * @param words who that is
 * @param since when the holder took it; a row of an earlier version does not say
 * @param until when it ends unless it is renewed
 * @param lasting whether that is still to come, by the database's clock
 * @param dead whether the holder is a process of this host that does not run any more
 */
public record LeaseView(
    String holder,
    String words,
    Optional<Instant> since,
    Instant until,
    boolean lasting,
    boolean dead) {

  static LeaseView of(
      String holder, Optional<Instant> since, Instant until, boolean lasting, LeaseHolder self) {
    Optional<LeaseHolder> known = LeaseHolder.parse(holder);
    return new LeaseView(
        holder,
        known.map(LeaseHolder::words).orElse("held by somebody unknown"),
        since,
        until,
        lasting,
        known.filter(other -> other.isDeadNeighbourOf(self)).isPresent());
  }

  /** Whether somebody may be polling. */
  public boolean isLive() {
    return lasting && !dead;
  }
}
