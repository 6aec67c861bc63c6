package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.settings.DatabaseKind;
import java.time.LocalDateTime;

/** The database's own clock. */
public record DatabaseClock(RelayDatabase database, DatabaseKind kind) {
  /** The time, in UTC. */
  public LocalDateTime read() throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        switch (kind) {
          case MARIADB -> "SELECT UTC_TIMESTAMP(6)";
          case ORACLE -> "SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL";
        },
        RelayDatabase.Binding.NONE,
        row -> {
          row.next();
          return row.getObject(1, LocalDateTime.class);
        });
  }
}
