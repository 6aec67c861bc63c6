package dev.signalbox.settings;

import java.util.List;
import java.util.Optional;

/**
 * One whole, validated configuration.
 *
 * @param fleet how engines and windows meet; empty if this one is alone
 * @param metrics empty if nobody is to fetch any
 * @param notices what whoever starts it should know although it can be used, such as that others
 *     may read a file with a secret
 */
public record Settings(
    String environment,
    List<ConnectionSettings> connections,
    RetrySettings retry,
    LeaseSettings lease,
    List<PollingSettings> polling,
    ShutdownSettings shutdown,
    LogSettings log,
    Optional<FleetSettings> fleet,
    Optional<MetricsSettings> metrics,
    List<String> notices) {

  /** The environment name that demands arming before Start. */
  public static final String PRODUCTION = "production";

  public Settings {
    connections = List.copyOf(connections);
    polling = List.copyOf(polling);
    notices = List.copyOf(notices);
  }

  /** One that is alone, with nothing to be noticed or measured. */
  public Settings(
      String environment,
      List<ConnectionSettings> connections,
      RetrySettings retry,
      LeaseSettings lease,
      List<PollingSettings> polling,
      ShutdownSettings shutdown,
      LogSettings log) {
    this(
        environment,
        connections,
        retry,
        lease,
        polling,
        shutdown,
        log,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The same, with these notices. */
  public Settings with(List<String> found) {
    return new Settings(
        environment, connections, retry, lease, polling, shutdown, log, fleet, metrics, found);
  }

  /** The same, with these connections. */
  public Settings withConnections(List<ConnectionSettings> others) {
    return new Settings(
        environment, others, retry, lease, polling, shutdown, log, fleet, metrics, notices);
  }

  /** The same, alone, and with nothing measured. */
  public Settings withoutFleet() {
    return new Settings(
        environment,
        connections,
        retry,
        lease,
        polling,
        shutdown,
        log,
        Optional.empty(),
        Optional.empty(),
        notices);
  }

  /** The same, with one attempt that decides. */
  public Settings withoutRetries() {
    return new Settings(
        environment,
        connections,
        RetrySettings.NEVER,
        lease,
        polling,
        shutdown,
        log,
        fleet,
        metrics,
        notices);
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
