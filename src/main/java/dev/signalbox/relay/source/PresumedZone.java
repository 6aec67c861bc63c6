package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.DatabaseClock;
import dev.signalbox.relay.source.horizon.TimeDomain;
import java.time.Duration;
import java.time.LocalDateTime;

/**
 * The zone of a column of local time about which the configuration says nothing: that of the
 * server. Where that is UTC all year it makes no difference.
 *
 * @param dated whether the database itself dates the rows
 */
record PresumedZone(RelayDatabase database, TimeDomain zone, String column, boolean dated) {
  private static final int HALF_A_YEAR = 6;

  /** Tells what an operator should know of it. */
  void tell(SourceListener listener) throws RelayException {
    LocalDateTime now = new DatabaseClock(database, database.kind()).read();
    if (!isUtc(now) || !isUtc(now.minusMonths(HALF_A_YEAR))) {
      switch (database.kind()) {
        case MARIADB -> {
          if (!dated) {
            listener.remark(
                presumed(
                    "if its rows are dated in another zone, some may be read too early and"
                        + " others lost"));
          }
        }
        case ORACLE ->
            listener.remark(
                presumed(
                    "an Oracle does not tell when its clock is set back, so rows of an hour"
                        + " that is repeated may be lost"));
      }
    }
  }

  private boolean isUtc(LocalDateTime instant) throws RelayException {
    return Duration.between(instant, zone.at(instant).latest()).isZero();
  }

  private String presumed(String danger) {
    return "column %s is taken for the server's local time, which is not UTC; %s: set polling.timestamp_zone"
        .formatted(column, danger);
  }
}
