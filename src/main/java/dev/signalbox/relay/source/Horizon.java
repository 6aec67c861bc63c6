package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import java.time.LocalDateTime;

/**
 * Up to when the source is settled: no row dated before it is still to come. Rows from the horizon
 * on wait for a later cycle, so a row that commits late is not overtaken by a younger one.
 */
@FunctionalInterface
interface Horizon {

  /** Reads it; to be called before the page whose upper bound it is. */
  LocalDateTime read() throws RelayException;

  /**
   * The database's clock less a constant. The clock has to be the database's, because its clients'
   * clocks differ; the constant covers the time from stamping a row to its commit.
   */
  static Horizon settled(RelayDatabase source, SourceDialect dialect) {
    RelayLimits limits = source.calls().limits();
    return () ->
        source
            .query(
                limits.preparation(),
                dialect.clock(),
                RelayDatabase.Binding.NONE,
                rows -> {
                  rows.next();
                  return rows.getObject(1, LocalDateTime.class);
                })
            .minus(limits.settleDelay());
  }
}
