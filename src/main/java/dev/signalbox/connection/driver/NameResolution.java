package dev.signalbox.connection.driver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks names up before a driver does. A lookup is the one step of a connect that no interrupt
 * ends, so it has a phase of its own; the driver is then served from the JVM's cache.
 */
public final class NameResolution {
  private NameResolution() {}

  /**
   * Blocks for as long as the system's resolver does.
   *
   * @throws UnknownHostException if there are hosts and none of them is known; the message is the
   *     name of the first
   */
  public static void requireAny(List<String> hosts) throws UnknownHostException {
    UnknownHostException unknown = null;
    for (String host : hosts) {
      try {
        InetAddress.getAllByName(host);
        return;
      } catch (UnknownHostException e) {
        if (unknown == null) {
          unknown = new UnknownHostException(host);
          unknown.initCause(e);
        }
      }
    }
    if (unknown != null) {
      throw unknown;
    }
  }
}
