package dev.signalbox.relay.run;

import dev.signalbox.connection.ConnectionSupervisor;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three endpoints of a relay. Source and checkpoint may be the same one.
 *
 * @param source an Oracle or MariaDB
 * @param sink a NATS
 * @param checkpoint a MariaDB
 */
public record RelayConnections(
    ConnectionSupervisor source, ConnectionSupervisor sink, ConnectionSupervisor checkpoint) {

  /** Each endpoint once, in the order in which a start connects them. */
  public List<ConnectionSupervisor> distinct() {
    return Stream.of(sink, source, checkpoint).distinct().toList();
  }
}
