package dev.signalbox.console;

import java.util.List;

/**
 * What of the configuration can be edited, as the file is now.
 *
 * @param file its path
 * @param changedOnDisk whether the file says something else than what is in use
 */
public record Configured(
    String file, List<ConfiguredConnection> connections, boolean changedOnDisk) {
  public Configured {
    connections = List.copyOf(connections);
  }
}
