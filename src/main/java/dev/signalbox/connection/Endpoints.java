package dev.signalbox.connection;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.Settings;
import java.util.List;
import java.util.Map;

/** The endpoints that a configuration describes. */
public final class Endpoints {
  private Endpoints() {}

  /** In the order of the configuration. */
  public static List<Endpoint> of(Settings settings) {
    Map<EndpointKind, Long> alike =
        settings.connections().stream().collect(groupingBy(Endpoints::kind, counting()));
    return settings.connections().stream()
        .map(connection -> of(connection, alike.getOrDefault(kind(connection), 1L) > 1))
        .toList();
  }

  private static Endpoint of(ConnectionSettings connection, boolean named) {
    EndpointKind kind = kind(connection);
    return new Endpoint(
        connection.name(),
        kind,
        named ? kind.label() + " " + connection.name() : kind.label(),
        connection.address(),
        connection.connectTimeout(),
        connection.autoConnect(),
        connection.heartbeat());
  }

  private static EndpointKind kind(ConnectionSettings connection) {
    return switch (connection) {
      case NatsSettings _ -> EndpointKind.NATS;
      case DatabaseSettings database ->
          switch (database.kind()) {
            case ORACLE -> EndpointKind.ORACLE;
            case MARIADB -> EndpointKind.MARIADB;
          };
    };
  }
}
