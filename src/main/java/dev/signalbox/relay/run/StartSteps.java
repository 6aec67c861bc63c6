package dev.signalbox.relay.run;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.state.LiveRun.Step;
import java.util.List;

/** The steps of a start: first each endpoint, then what polling needs. */
public final class StartSteps {
  private enum Preparation {
    CHECK(1, "Checking table and stream"),
    CHECKPOINT(2, "Preparing the checkpoint"),
    LEASE(3, "Taking the lease"),
    RECONCILE(4, "Comparing checkpoint and stream");

    private final int number;
    private final String words;

    Preparation(int number, String words) {
      this.number = number;
      this.words = words;
    }
  }

  private final List<ConnectionSupervisor> endpoints;

  public StartSteps(RelayConnections connections) {
    this.endpoints = connections.distinct();
  }

  public Step first() {
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
    return new Step(step.words, endpoints.size() + step.number, total());
  }

  private int total() {
    return endpoints.size() + Preparation.values().length;
  }
}
