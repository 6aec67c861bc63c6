package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayException;
import java.time.LocalDateTime;

/** Until when all that is written in the database is visible. */
@FunctionalInterface
public interface SettledTime {
  /** In UTC, by the database's clock. */
  LocalDateTime read() throws RelayException;

  /** No row waits, so nobody holds one back. */
  default void nothingWaits() {}

  /** Whether each writer is known; elsewhere it is presumed that none takes longer than usual. */
  default boolean isCertain() {
    return false;
  }
}
