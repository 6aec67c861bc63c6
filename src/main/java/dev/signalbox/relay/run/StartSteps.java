package dev.signalbox.relay.run;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.state.LiveRun.Step;
import java.util.List;

/** The steps of a start: first each endpoint, then what polling needs. */
final class StartSteps {
  /** What is done once the endpoints are connected, in this order. */
  enum Preparation {
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

  Step preparing(Preparation what) {
    return preparing(what, what.words);
  }

  /** The same, of which there is more to say. */
  Step preparing(Preparation what, String words) {
    return new Step(words, endpoints.size() + what.number, total());
  }

  private int total() {
    return endpoints.size() + Preparation.values().length;
  }
}
