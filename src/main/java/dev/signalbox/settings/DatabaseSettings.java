package dev.signalbox.settings;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * A connection of {@code type: oracle} or {@code type: mariadb}.
 *
 * @param url as the operator wrote it, with or without the {@code jdbc:...:} prefix
 * @param poolSize how many physical connections the pool may hold
 * @param properties driver properties passed through unchanged
 */
public record DatabaseSettings(
    String name,
    DatabaseKind kind,
    String url,
    String username,
    Secret password,
    int poolSize,
    Map<String, String> properties,
    DatabaseTls tls,
    Duration connectTimeout,
    boolean autoConnect,
    HeartbeatSettings heartbeat)
    implements ConnectionSettings {

  public DatabaseSettings {
    properties = Map.copyOf(properties);
  }

  /** The same with a pool of that size. */
  public DatabaseSettings withPoolSize(int size) {
    return new DatabaseSettings(
        name,
        kind,
        url,
        username,
        password,
        size,
        properties,
        tls,
        connectTimeout,
        autoConnect,
        heartbeat);
  }

  @Override
  public String address() {
    return url;
  }

  /** Names the properties only: the password of a trust store may be among their values. */
  @Override
  public String toString() {
    return "DatabaseSettings[name=%s, kind=%s, url=%s, username=%s, poolSize=%d, properties=%s]"
        .formatted(name, kind, url, username, poolSize, new TreeSet<>(properties.keySet()));
  }
}
