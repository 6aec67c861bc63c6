package dev.signalbox.settings;

import java.time.Duration;
import java.util.List;

/**
 * A connection of {@code type: nats}.
 *
 * @param servers one or more {@code nats://} or {@code tls://} addresses, without user information
 * @param discover whether servers that a trusted one tells of are tried as well
 */
public record NatsSettings(
    String name,
    List<String> servers,
    boolean discover,
    NatsLogin login,
    NatsTls tls,
    NatsSubjects subjects,
    Duration connectTimeout,
    boolean autoConnect,
    HeartbeatSettings heartbeat)
    implements ConnectionSettings {

  public NatsSettings {
    servers = List.copyOf(servers);
  }

  /** Whether nothing is said to any server before TLS protects it. */
  public boolean isSecure() {
    return tls.isConfigured() || servers.stream().anyMatch(server -> server.startsWith("tls:"));
  }

  @Override
  public String address() {
    return String.join(", ", servers);
  }
}
