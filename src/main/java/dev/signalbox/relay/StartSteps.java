package dev.signalbox.relay;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.LiveRun.Step;
import java.util.List;

/** The steps of a start: first each endpoint, then what polling needs. */
final class StartSteps {
  private enum Preparation {
    CHECK("Checking table and stream"),
    CHECKPOINT("Preparing the checkpoint"),
    LEASE("Taking the lease"),
    RECONCILE("Comparing checkpoint and stream");

    private final String words;

    Preparation(String words) {
      this.words = words;
    }
  }

  private final List<ConnectionSupervisor> endpoints;

  StartSteps(RelayConnections connections) {
    this.endpoints = connections.distinct();
  }

  Step first() {
    return connecting(endpoints.getFirst());
  }

  Step connecting(ConnectionSupervisor endpoint) {
    return new Step(
        "Connecting " + endpoint.endpoint().label(), endpoints.indexOf(endpoint) + 1, total());
  }

  Step check() {
    return of(Preparation.CHECK);
  }

  Step checkpoint() {
    return of(Preparation.CHECKPOINT);
  }

  Step lease() {
    return of(Preparation.LEASE);
  }

  Step reconcile() {
    return of(Preparation.RECONCILE);
  }

  private Step of(Preparation step) {
    return new Step(step.words, endpoints.size() + step.ordinal() + 1, total());
  }

  private int total() {
    return endpoints.size() + Preparation.values().length;
  }
}
