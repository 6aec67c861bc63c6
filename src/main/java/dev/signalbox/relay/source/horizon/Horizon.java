package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;

/**
 * Up to when the source is settled: no row dated before it is still to come. Rows from the horizon
 * on wait for a later cycle, so a row that commits late is not overtaken by a younger one.
 */
public final class Horizon {
  private final SettledTime settled;
  private final TimeDomain domain;
  private final int step;

  /**
   * @param fraction how many digits of a second the column has: it dates rows by the last such
   *     fraction that has begun, which may be before the horizon
   */
  public Horizon(SettledTime settled, TimeDomain domain, int fraction) {
    this.settled = settled;
    this.domain = domain;
    this.step = Math.powExact(10, 9 - fraction);
  }

  /** Reads it in the column's own time; to be called before the page whose upper bound it is. */
  public LocalDateTime read() throws RelayException {
    LocalDateTime earliest = domain.at(settled.read()).earliest();
    return earliest.minusNanos(earliest.get(ChronoField.NANO_OF_SECOND) % step);
  }

  /** No row is there that could wait for it. */
  public void nothingWaits() {
    settled.nothingWaits();
  }
}
