package dev.signalbox.settings;

/**
 * Where measurements can be fetched.
 *
 * @param address an IP address of this machine, as it was written
 */
public record MetricsSettings(String address, int port) {
  /** For programs on this machine alone, at the port that exporters like this one begin with. */
  public static final MetricsSettings DEFAULT = new MetricsSettings("127.0.0.1", 9464);
}
