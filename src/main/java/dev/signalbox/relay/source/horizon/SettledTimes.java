package dev.signalbox.relay.source.horizon;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.settings.DatabaseKind;
import java.time.Duration;
import java.util.Optional;

/** Chooses how a source is known to be settled: by its writers where they can be seen. */
public final class SettledTimes {
  private final RelayDatabase database;
  private final DatabaseKind kind;
  private final WriterHorizon horizon;
  private final HorizonListener listener;

  public SettledTimes(
      RelayDatabase database,
      DatabaseKind kind,
      WriterHorizons horizons,
      HorizonListener listener) {
    this.database = database;
    this.kind = kind;
    this.horizon = horizons.of(database.endpoint());
    this.listener = listener;
  }

  /** What was chosen, for all parts of a run that ask the database. */
  @FunctionalInterface
  public interface Choice {
    /** The same, asked by calls of that database. */
    SettledTime on(RelayDatabase database);
  }

  /**
   * Tries it, and tells what came of it.
   *
   * @param alone by how much a row may be dated before its statement begins
   * @param ofSeveral the same where several servers' clocks date rows
   * @param blind why this table's writers are not to be seen, if that is known
   */
  public Choice choose(Duration alone, Duration ofSeveral, Optional<String> blind)
      throws RelayException {
    Writers writers = writers(database);
    Optional<String> obstacle = blind.isPresent() ? blind : obstacle(writers);
    if (obstacle.isEmpty()) {
      Duration lag = writers.areOnSeveral() ? ofSeveral : alone;
      listener.settledBy("up to the oldest open transaction, less " + Durations.compact(lag));
      return asked ->
          new SettledByWriters(horizon, writers(asked), asked.calls().scheduler(), lag, listener);
    }
    Duration usual = database.calls().limits().settleDelay();
    Duration delay = alone.compareTo(usual) > 0 ? alone : usual;
    listener.settledBy(
        "when they are %s old, because %s".formatted(Durations.compact(delay), obstacle.get()));
    return asked -> {
      DatabaseClock clock = new DatabaseClock(asked, kind);
      return () -> clock.read().minus(delay);
    };
  }

  private Writers writers(RelayDatabase asked) {
    return switch (kind) {
      case MARIADB -> new MariaDbWriters(asked);
      case ORACLE -> new OracleWriters(asked, new DatabaseClock(asked, kind));
    };
  }

  /** Why the writers cannot be seen. */
  private Optional<String> obstacle(Writers writers) throws RelayException {
    try {
      if (writers.areElsewhere()) {
        return Optional.of("the transactions of other servers cannot be seen here");
      }
      return horizon.begin(
              writers, database.owner(), database.calls().control(), database.calls().scheduler())
          ? Optional.empty()
          : Optional.of("the server's list of transactions is never fresh");
    } catch (RelayException e) {
      if (e.failure().kind() != FailureKind.CONFIGURATION) {
        throw e;
      }
      return Optional.of(
          "open transactions may not be seen (%s); to mend that: %s"
              .formatted(e.failure().oneLine(), writers.grant()));
    }
  }
}
