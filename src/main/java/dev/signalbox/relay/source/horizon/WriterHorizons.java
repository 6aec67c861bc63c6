package dev.signalbox.relay.source.horizon;

import dev.signalbox.connection.state.Endpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the relays of one program know together of the writers of each database. Thread-safe. */
public final class WriterHorizons {
  private final Map<Endpoint, WriterHorizon> byDatabase = new ConcurrentHashMap<>();

  WriterHorizon of(Endpoint database) {
    return byDatabase.computeIfAbsent(database, _ -> new WriterHorizon());
  }
}
