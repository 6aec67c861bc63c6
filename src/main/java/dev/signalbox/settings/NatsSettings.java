package dev.signalbox.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A connection of {@code type: nats}.
 *
 * @param servers one or more {@code nats://} or {@code tls://} addresses, without user information
 * @param credentialsFile a NATS {@code .creds} file
 * @param trustFile PEM certificates to trust instead of the platform's
 */
public record NatsSettings(
    String name,
    List<String> servers,
    Optional<String> username,
    Optional<Secret> password,
    Optional<Secret> token,
    Optional<Path> credentialsFile,
    Optional<Path> trustFile,
    Duration connectTimeout,
    boolean autoConnect,
    HeartbeatSettings heartbeat)
    implements ConnectionSettings {

  public NatsSettings {
    servers = List.copyOf(servers);
  }

  @Override
  public String address() {
    return String.join(", ", servers);
  }
}
