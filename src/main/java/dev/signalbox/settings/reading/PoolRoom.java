package dev.signalbox.settings.reading;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PollingSettings;
import java.util.List;

/**
 * How many connections a pool has whose size is not configured: as many as all relays together can
 * have in use, so that the page of one that is stuck keeps nobody else waiting.
 */
final class PoolRoom {
  static final int LARGEST = 100;

  private static final int LEAST = 4;

  /** The heartbeat, and the look at the writers. */
  private static final int OF_NO_RELAY = 1;

  private static final int OF_A_SOURCE = 1;

  /** The commit, and the renewal of the lease. */
  private static final int OF_A_CHECKPOINT = 2;

  private PoolRoom() {}

  /** The same connections, with sizes. */
  static List<ConnectionSettings> made(
      List<ConnectionSettings> connections, List<PollingSettings> relays) {
    return connections.stream().map(connection -> made(connection, relays)).toList();
  }

  private static ConnectionSettings made(
      ConnectionSettings connection, List<PollingSettings> relays) {
    if (!(connection instanceof DatabaseSettings database) || database.poolSize() > 0) {
      return connection;
    }
    int needed =
        OF_NO_RELAY + relays.stream().mapToInt(relay -> neededBy(relay, database.name())).sum();
    return database.withPoolSize(Math.clamp(needed, LEAST, LARGEST));
  }

  private static int neededBy(PollingSettings relay, String name) {
    return (relay.source().equals(name) ? OF_A_SOURCE : 0)
        + (relay.checkpoint().equals(name) ? OF_A_CHECKPOINT : 0);
  }
}
