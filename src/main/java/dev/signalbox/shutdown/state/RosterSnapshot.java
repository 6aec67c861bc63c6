package dev.signalbox.shutdown.state;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.settings.PollingSettings;
import java.util.List;

/** Which endpoints and relays a program has at the moment, each in its order. */
public record RosterSnapshot(
    List<Member<Endpoint>> connections, List<Member<PollingSettings>> relays) {

  /**
   * One of them.
   *
   * @param number rises with each that is added, so that one that was replaced is told from the one
   *     before it, whatever both are called
   */
  public record Member<T>(long number, T configured) {}

  public RosterSnapshot {
    connections = List.copyOf(connections);
    relays = List.copyOf(relays);
  }
}
