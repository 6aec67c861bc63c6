package dev.signalbox.settings.reading;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one entry below {@code connections:}. */
final class ConnectionReader {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** As many connections as the relays need that use it. */
  private static final int AS_NEEDED = 0;

  private enum Type {
    NATS,
    ORACLE,
    MARIADB
  }

  private ConnectionReader() {}

  /** Empty if the type is not known, after having added that problem. */
  static Optional<ConnectionSettings> read(String name, MappingReader connection) {
    Optional<Type> type =
        connection
            .required("type")
            .flatMap(text -> text.oneOf(List.of("nats", "oracle", "mariadb")))
            .map(text -> Type.valueOf(text.toUpperCase(Locale.ROOT)));
    if (type.isEmpty()) {
      connection.allowAnyKey();
    }
    return type.map(
        known ->
            switch (known) {
              case NATS ->
                  NatsReader.read(
                      name,
                      connection,
                      connectTimeout(connection),
                      autoConnect(connection),
                      heartbeat(connection));
              case ORACLE -> database(name, DatabaseKind.ORACLE, connection);
              case MARIADB -> database(name, DatabaseKind.MARIADB, connection);
            });
  }

  private static DatabaseSettings database(
      String name, DatabaseKind kind, MappingReader connection) {
    return new DatabaseSettings(
        name,
        kind,
        connection.text("url", AddressRule.of(kind)),
        connection.text("username", Rule.NOT_BLANK),
        connection.required("password").map(Scalar::secret).orElseGet(Secret::ask),
        connection.number("pool_size", 1, PoolRoom.LARGEST, AS_NEEDED),
        connection.section("properties", Map.of(), properties -> properties(kind, properties)),
        DatabaseTlsReader.read(kind, connection),
        connectTimeout(connection),
        autoConnect(connection),
        heartbeat(connection));
  }

  private static Map<String, String> properties(DatabaseKind kind, MappingReader mapping) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String name : mapping.names()) {
      if (name.equalsIgnoreCase("user") || name.equalsIgnoreCase("password")) {
        mapping.complain(
            name, "not a property", "write \"username\" and \"password\" beside \"properties\"");
      }
      Optional<Scalar> property = mapping.optional(name);
      property.ifPresent(text -> properties.put(name, text.value()));
      property.ifPresent(Scalar::perhapsFile);
      if (AddressRule.of(kind).asksForCompression("?" + name + "=" + properties.get(name))) {
        mapping.complain(name, AddressRule.COMPRESSED, "take it out");
      }
    }
    return properties;
  }

  /** As every connection has it. */
  static Duration connectTimeout(MappingReader connection) {
    return connection.duration("connect_timeout", CONNECT_TIMEOUT);
  }

  private static boolean autoConnect(MappingReader connection) {
    return connection.flag("auto_connect", true);
  }

  private static HeartbeatSettings heartbeat(MappingReader connection) {
    HeartbeatSettings absent = HeartbeatSettings.DEFAULT;
    return connection.section(
        "heartbeat",
        absent,
        heartbeat ->
            new HeartbeatSettings(
                heartbeat.duration("interval", absent.interval()),
                heartbeat.duration("timeout", absent.timeout())));
  }
}
