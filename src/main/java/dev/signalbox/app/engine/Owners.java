package dev.signalbox.app.engine;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.local.Installation;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Makes the owners of what is configured, for one roster. */
record Owners(
    Roster roster,
    Connectors connectors,
    ConnectionEnvironment connectionEnvironment,
    RelayEnvironment relayEnvironment) {

  /** The owner of an endpoint, which is called by its kind unless another is of that kind, too. */
  ConnectionSupervisor of(ConnectionSettings settings, List<EndpointKind> others) {
    Endpoint endpoint = Endpoints.of(settings, others);
    return new ConnectionSupervisor(
        endpoint, connectors.of(settings, endpoint.label()), connectionEnvironment);
  }

  /** One that nobody else knows, and that tries but once. */
  ConnectionSupervisor trial(ConnectionSettings settings) {
    Endpoint like = Endpoints.of(settings, List.of());
    String label = "%s %s (test)".formatted(like.kind().label(), like.name());
    Endpoint endpoint =
        new Endpoint(
            like.name(),
            like.kind(),
            label,
            like.address(),
            like.connectTimeout(),
            false,
            like.heartbeat());
    return new ConnectionSupervisor(
        endpoint,
        connectors.of(settings, label),
        new ConnectionEnvironment(
            connectionEnvironment.scheduler(),
            WorkExecutor.virtualThreads(),
            new RetryPolicy(RetrySettings.NEVER, RandomGenerator.getDefault()),
            connectionEnvironment.failures()));
  }

  /** The owner of a relay, which looks its connections up in the roster at every start. */
  Relay of(PollingSettings settings) {
    return new Relay(settings, roster::connection, relayEnvironment);
  }

  /** The kinds of all endpoints that are in the roster beside that one. */
  List<EndpointKind> kindsBeside(String name) {
    return roster.supervisors().stream()
        .map(ConnectionSupervisor::endpoint)
        .filter(endpoint -> !endpoint.name().equals(name))
        .map(Endpoint::kind)
        .toList();
  }

  /** Makes the owner of what is configured and brings it into the roster. */
  record Installed(KnownSecrets secrets, Owners owners, ShutdownCoordinator coordinator)
      implements Installation {

    @Override
    public Verdict add(ConnectionSettings connection, Actor by) {
      return coordinator.changes().add(owner(connection), by);
    }

    @Override
    public Verdict add(PollingSettings relay, Actor by) {
      return coordinator.changes().add(owners.of(relay), by);
    }

    @Override
    public CompletableFuture<Verdict> replace(ConnectionSettings connection, Actor by) {
      return coordinator.changes().replace(owner(connection), by);
    }

    @Override
    public CompletableFuture<Verdict> replace(PollingSettings relay, Actor by) {
      return coordinator.changes().replace(owners.of(relay), by);
    }

    @Override
    public ConnectionSupervisor trial(ConnectionSettings connection) {
      secrets.remember(connection);
      return owners.trial(connection);
    }

    private ConnectionSupervisor owner(ConnectionSettings connection) {
      secrets.remember(connection);
      return owners.of(connection, owners.kindsBeside(connection.name()));
    }
  }
}
