package dev.signalbox.ui;

import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Configured;
import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.SecretReference;
import java.util.List;

/** A configuration that three connections stand in, all of which a relay uses. */
final class ConfiguredExample {
  static final Configured CONFIGURED =
      new Configured(
          "/home/operator/.config/signalbox/signalbox.yaml",
          List.of(
              connection(
                  EndpointKind.ORACLE, "oracle", "//ora-7.rail.example:1521/TXLOG", "heartbeat"),
              connection(EndpointKind.NATS, "nats", "nats://nats-1.rail.example:4222", "tls_first"),
              connection(
                  EndpointKind.MARIADB, "mariadb", "db-2.rail.example:3306/tracking", "tls")),
          true);

  private ConfiguredExample() {}

  private static ConfiguredConnection connection(
      EndpointKind kind, String name, String address, String further) {
    return new ConfiguredConnection(
        new ConnectionDraft(
            kind, name, address, "tracking", new SecretReference.Kept(), "10s", true),
        List.of(further, "pool_size"),
        List.of("txlog"));
  }
}
