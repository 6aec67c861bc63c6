package dev.signalbox.connection.state;

import dev.signalbox.settings.HeartbeatSettings;
import java.time.Duration;

/**
 * One configured target. Immutable.
 *
 * @param label how log lines and rows call it: the kind's name, with the endpoint's own name added
 *     where two endpoints share a kind
 * @param address what the operator sees; never holds a secret
 */
public record Endpoint(
    String name,
    EndpointKind kind,
    String label,
    String address,
    Duration connectTimeout,
    boolean autoConnect,
    HeartbeatSettings heartbeat) {

  /**
   * How the window calls it: its label, and its own name as well wherever that is another one, by
   * which relays, log and configuration know it.
   */
  public String title() {
    boolean known = !label.equals(kind.label()) || name.equalsIgnoreCase(label);
    return known ? label : label + " " + name;
  }

  /** The live session's noun, with this endpoint's label in it: "Oracle connection pool". */
  public String sessionNoun() {
    return kind.sessionNoun().replace(kind.label(), label);
  }
}
