package dev.signalbox.connection;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.Settings;
import java.util.Collection;
import java.util.List;

/** The endpoints that a configuration describes. */
public final class Endpoints {
  private Endpoints() {}

  /** In the order of the configuration. */
  public static List<Endpoint> of(Settings settings) {
    return settings.connections().stream().map(c -> of(c, othersOf(c, settings))).toList();
  }

  private static List<EndpointKind> othersOf(ConnectionSettings connection, Settings settings) {
    return settings.connections().stream()
        .filter(other -> !other.name().equals(connection.name()))
        .map(Endpoints::kind)
        .toList();
  }

  /**
   * One of them.
   *
   * @param others the kinds of those beside it: where one is alike, its label has its name
   */
  public static Endpoint of(ConnectionSettings connection, Collection<EndpointKind> others) {
    return of(connection, others.contains(kind(connection)));
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

  /** What is at the other end of it. */
  public static EndpointKind kind(ConnectionSettings connection) {
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
