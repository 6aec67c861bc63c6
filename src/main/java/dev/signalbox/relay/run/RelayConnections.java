package dev.signalbox.relay.run;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.settings.PollingSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three endpoints of one run. Source and checkpoint may be the same one.
 *
 * @param source an Oracle or MariaDB
 * @param sink a NATS
 * @param checkpoint a MariaDB
 */
public record RelayConnections(
    ConnectionSupervisor source, ConnectionSupervisor sink, ConnectionSupervisor checkpoint) {

  /**
   * Those that a relay is configured to use, as they are at the moment.
   *
   * @throws MissingConnectionException naming the one that there is not
   */
  public static RelayConnections of(PollingSettings settings, ConnectionLookup lookup)
      throws MissingConnectionException {
    return new RelayConnections(
        find(settings.source(), lookup),
        find(settings.sink(), lookup),
        find(settings.checkpoint(), lookup));
  }

  private static ConnectionSupervisor find(String name, ConnectionLookup lookup)
      throws MissingConnectionException {
    return lookup.connection(name).orElseThrow(() -> new MissingConnectionException(name));
  }

  /** Each endpoint once, in the order in which a start connects them. */
  List<ConnectionSupervisor> distinct() {
    return Stream.of(sink, source, checkpoint).distinct().toList();
  }
}
