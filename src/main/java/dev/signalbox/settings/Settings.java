package dev.signalbox.settings;

import java.util.List;
import java.util.Optional;

/** One whole, validated configuration. */
public record Settings(
    String environment,
    List<ConnectionSettings> connections,
    RetrySettings retry,
    LeaseSettings lease,
    List<PollingSettings> polling,
    ShutdownSettings shutdown,
    LogSettings log) {

  /** The environment name that demands arming before Start. */
  public static final String PRODUCTION = "production";

  public Settings {
    connections = List.copyOf(connections);
    polling = List.copyOf(polling);
  }

  /** Whether Start must be armed first. */
  public boolean isProduction() {
    return PRODUCTION.equalsIgnoreCase(environment);
  }

  /** The connection of that name, if one is configured. */
  public Optional<ConnectionSettings> connection(String name) {
    return connections.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
