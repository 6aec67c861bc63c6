package dev.signalbox.relay.state;

import dev.signalbox.base.Actor;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A relay and where it stands: what listeners receive. An immutable value.
 *
 * @param changedBy who asked for the change that led to the present state; empty where nobody did,
 *     because a run reported it
 */
public record RelaySnapshot(
    PollingSettings settings,
    RelayState state,
    RelayCounters counters,
    RowTiming timing,
    Optional<Position> position,
    boolean retired,
    Optional<Actor> changedBy) {

  public String name() {
    return settings.programName();
  }

  /**
   * How old the last row is that it has brought over; never negative. Known only where the
   * configuration says by which clock the rows are dated, and not of one that stands by: the rows
   * are another one's now.
   */
  public Optional<Duration> lag(Instant now) {
    if (state instanceof RelayState.Standby) {
      return Optional.empty();
    }
    return settings
        .timestamps()
        .zone()
        .flatMap(zone -> position.flatMap(Position::time).map(time -> time.atZone(zone)))
        .map(at -> Duration.between(at.toInstant(), now))
        .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
  }

  /** Whether more is different than what each page changes: counts, and how far it has come. */
  public boolean isNewsAfter(RelaySnapshot before) {
    return !(state.equals(before.state)
        && settings.equals(before.settings)
        && retired == before.retired
        && changedBy.equals(before.changedBy));
  }
}
