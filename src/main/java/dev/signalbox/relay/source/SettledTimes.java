package dev.signalbox.relay.source;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.Horizon.SettledTime;
import java.time.Duration;
import java.util.Optional;

/** Chooses how a source is known to be settled: by its writers where they can be seen. */
final class SettledTimes {
  private final RelayDatabase database;
  private final SourceDialect dialect;
  private final WriterHorizon horizon;
  private final SourceListener listener;

  SettledTimes(
      RelayDatabase database,
      SourceDialect dialect,
      WriterHorizons horizons,
      SourceListener listener) {
    this.database = database;
    this.dialect = dialect;
    this.horizon = horizons.of(database.endpoint());
    this.listener = listener;
  }

  /**
   * Tries it, and tells what came of it.
   *
   * @param lag by how much a row may be dated before its statement begins
   */
  SettledTime choose(Duration lag) throws RelayException {
    Writers writers = dialect.writers(database);
    Optional<String> obstacle = obstacle(writers);
    if (obstacle.isEmpty()) {
      listener.settledBy("up to the oldest open transaction, less " + Durations.compact(lag));
      return new SettledByWriters(horizon, writers, database.calls().scheduler(), lag, listener);
    }
    Duration usual = database.calls().limits().settleDelay();
    Duration delay = lag.compareTo(usual) > 0 ? lag : usual;
    listener.settledBy(
        "when they are %s old, because %s".formatted(Durations.compact(delay), obstacle.get()));
    return () -> dialect.now(database).minus(delay);
  }

  /** Why the writers cannot be seen. */
  private Optional<String> obstacle(Writers writers) throws RelayException {
    try {
      if (writers.areElsewhere()) {
        return Optional.of("the transactions of other servers cannot be seen here");
      }
      return horizon.begin(writers, database.calls().control(), database.calls().scheduler())
          ? Optional.empty()
          : Optional.of("the server's list of transactions is never fresh");
    } catch (RelayException e) {
      if (e.failure().kind() != FailureKind.CONFIGURATION) {
        throw e;
      }
      return Optional.of(
          "open transactions may not be seen (%s); to mend that: %s"
              .formatted(e.failure().oneLine(), dialect.grantForWriters()));
    }
  }
}
