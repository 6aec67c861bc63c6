package dev.signalbox.app.engine;

import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.jdbc.DatabaseConnector;
import dev.signalbox.connection.jdbc.PoolMeters;
import dev.signalbox.connection.nats.NatsConnector;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the connector of each configured connection.
 *
 * @param found is given each secret that comes to light in a file
 * @param poolMeters what the pools of databases report to
 */
public record Connectors(
    PasswordPrompt prompt,
    Consumer<Secret> found,
    DriverThreads threads,
    Optional<PoolMeters> poolMeters) {

  /**
   * The connector of one.
   *
   * @param label the endpoint's, as the password prompt shows it
   */
  public Connector of(ConnectionSettings settings, String label) {
    return switch (settings) {
      case NatsSettings nats -> new NatsConnector(nats, label, prompt, found, threads);
      case DatabaseSettings database ->
          new DatabaseConnector(database, label, prompt, threads, poolMeters);
    };
  }
}
