package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * Up to when the source is settled: no row dated before it is still to come. Rows from the horizon
 * on wait for a later cycle, so a row that commits late is not overtaken by a younger one.
 */
final class Horizon {
  private final SettledTime settled;
  private final TimeDomain domain;
  private final int step;

  /** Until when all that is written in the database is visible. */
  @FunctionalInterface
  interface SettledTime {
    /** In UTC, by the database's clock. */
    LocalDateTime read() throws RelayException;

    /**
     * The database's clock less a constant. The clock has to be the database's, because its
     * clients' clocks differ; the constant covers the time from stamping a row to its commit.
     */
    static SettledTime byDelay(RelayDatabase source, SourceDialect dialect) {
      RelayLimits limits = source.calls().limits();
      return () -> dialect.now(source).minus(limits.settleDelay());
    }
  }

  /**
   * @param fraction how many digits of a second the column has: it dates rows by the last such
   *     fraction that has begun, which may be before the horizon
   */
  Horizon(SettledTime settled, TimeDomain domain, int fraction) {
    this.settled = settled;
    this.domain = domain;
    this.step = Math.powExact(10, 9 - fraction);
  }

  /** Reads it in the column's own time; to be called before the page whose upper bound it is. */
  LocalDateTime read() throws RelayException {
    LocalDateTime earliest = domain.at(settled.read()).earliest();
    return earliest.minusNanos(earliest.get(ChronoField.NANO_OF_SECOND) % step);
  }
}
