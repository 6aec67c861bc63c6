package dev.signalbox.app.engine;

import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.Roster;
import java.util.List;

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
}
