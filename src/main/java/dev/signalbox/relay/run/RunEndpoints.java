package dev.signalbox.relay.run;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Durations;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The endpoints of a run: connects what is missing, watches them all, and gives up on closing what
 * it began.
 *
 * <p>Threading: for the run's thread; the watching itself happens wherever a supervisor notifies.
 */
final class RunEndpoints implements AutoCloseable {
  private final Actor relay;
  private final List<ConnectionSupervisor> endpoints;
  private final RunControl control;
  private final RunReporter reporter;
  private final RelayFailures failures;
  private final List<ConnectionSupervisor> begun = new ArrayList<>();
  private final Map<Endpoint, ConnectionSnapshot> heard = new ConcurrentHashMap<>();
  private final ReentrantLock reporting = new ReentrantLock();
  private final Consumer<ConnectionSnapshot> listener;

  /**
   * Begins to watch.
   *
   * @param relay who asks for what is to be connected
   */
  RunEndpoints(
      Actor relay,
      RelayConnections connections,
      RunControl control,
      RunReporter reporter,
      RelayFailures failures) {
    this.relay = relay;
    this.endpoints = connections.distinct();
    this.control = control;
    this.reporter = reporter;
    this.failures = failures;
    this.listener = this::changed;
    endpoints.forEach(endpoint -> heard.put(endpoint.endpoint(), endpoint.snapshot()));
    endpoints.forEach(endpoint -> endpoint.addListener(listener));
  }

  /** One at a time: each endpoint notifies on a thread of its own, and the last report stays. */
  private void changed(ConnectionSnapshot snapshot) {
    reporting.lock();
    try {
      heard.put(snapshot.endpoint(), snapshot);
      reporter.endpoints(trouble().map(Trouble::words));
    } finally {
      reporting.unlock();
    }
    control.wake();
  }

  /** As announced, which is after its log line: what follows from it is logged behind that. */
  private ConnectionSnapshot last(ConnectionSupervisor endpoint) {
    return Objects.requireNonNull(heard.get(endpoint.endpoint()));
  }

  private ConnectionState state(ConnectionSupervisor endpoint) {
    return last(endpoint).state();
  }

  /**
   * Which endpoint cannot be used at the moment.
   *
   * @param words why, with its name
   */
  record Trouble(Endpoint endpoint, String words) {}

  /** The first of them; may be called by any thread. */
  Optional<Trouble> trouble() {
    return endpoints.stream().flatMap(endpoint -> trouble(last(endpoint)).stream()).findFirst();
  }

  private static Optional<Trouble> trouble(ConnectionSnapshot snapshot) {
    Optional<String> words =
        switch (snapshot.state()) {
          case ConnectionState.Connected _ -> Optional.empty();
          case ConnectionState.Stale s ->
              Optional.of(
                  "no reply for " + Durations.taken(Duration.between(s.lastProof(), s.since())));
          case ConnectionState.Connecting _ -> Optional.of("connecting");
          case ConnectionState.Waiting w -> Optional.of(w.cause().oneLine());
          case ConnectionState.Failed f -> Optional.of(f.cause().oneLine());
          case ConnectionState.Closing _ -> Optional.of("closing");
          case ConnectionState.Cancelling _, ConnectionState.Off _ -> Optional.of("not connected");
        };
    Endpoint endpoint = snapshot.endpoint();
    return words.map(w -> new Trouble(endpoint, endpoint.label() + ": " + w));
  }

  /**
   * Connects one endpoint after the other, or joins whoever is connecting it. Waits as long as the
   * endpoint itself goes on trying.
   *
   * @throws RelayException if one has failed for good, or somebody cancelled it
   */
  void connect() throws RelayException {
    for (ConnectionSupervisor endpoint : endpoints) {
      reporter.connecting(endpoint);
      connect(endpoint);
    }
  }

  private void connect(ConnectionSupervisor endpoint) throws RelayException {
    boolean underWay = false;
    while (!isConnected(endpoint)) {
      control.throwIfStopped();
      ConnectionState state = state(endpoint);
      underWay = advance(endpoint, state, underWay);
      awaitChange(endpoint, state);
    }
  }

  /** Looks at one state on the way; returns whether a connect has been seen under way. */
  private boolean advance(ConnectionSupervisor endpoint, ConnectionState state, boolean underWay)
      throws RelayException {
    return switch (state) {
      case ConnectionState.Connecting _, ConnectionState.Waiting _ -> true;
      case ConnectionState.Failed f when underWay ->
          throw new RelayException(f.cause(), Recovery.NONE);
      case ConnectionState.Off _ when underWay -> throw cancelled(endpoint);
      case ConnectionState.Off _, ConnectionState.Failed _ -> begin(endpoint);
      case ConnectionState.Connected _,
          ConnectionState.Stale _,
          ConnectionState.Cancelling _,
          ConnectionState.Closing _ ->
          underWay;
    };
  }

  private void awaitChange(ConnectionSupervisor endpoint, ConnectionState seen) {
    control.awaitOrStop(() -> isConnected(endpoint) || !state(endpoint).equals(seen));
  }

  /** Returns whether a connect is under way now. */
  private boolean begin(ConnectionSupervisor endpoint) throws RelayException {
    return switch (endpoint.connect(relay)) {
      case Verdict.Accepted _ -> begun.add(endpoint);
      case Verdict.Joined _ -> true;
      case Verdict.Ignored _ -> false;
      case Verdict.Refused refused -> {
        ConnectionState now = endpoint.snapshot().state();
        if (now instanceof ConnectionState.Off || now instanceof ConnectionState.Failed) {
          throw failures.connectRefused(endpoint.endpoint(), refused.reason());
        }
        // It had just moved on: no refusal, the caller looks again.
        yield false;
      }
    };
  }

  private RelayException cancelled(ConnectionSupervisor endpoint) {
    return failures.connectRefused(endpoint.endpoint(), "connecting was cancelled");
  }

  /**
   * Waits until all are connected again.
   *
   * @throws RelayException if one has failed for good
   */
  void awaitConnected() throws RelayException {
    control.awaitOrStop(() -> endpoints.stream().allMatch(e -> isConnected(e) || hasFailed(e)));
    for (ConnectionSupervisor endpoint : endpoints) {
      if (state(endpoint) instanceof ConnectionState.Failed f) {
        throw new RelayException(f.cause(), Recovery.NONE);
      }
    }
  }

  private boolean isConnected(ConnectionSupervisor endpoint) {
    return state(endpoint) instanceof ConnectionState.Connected;
  }

  private boolean hasFailed(ConnectionSupervisor endpoint) {
    return state(endpoint) instanceof ConnectionState.Failed;
  }

  /** Stops watching and abandons the attempts that this run began; live sessions stay. */
  @Override
  public void close() {
    endpoints.forEach(endpoint -> endpoint.removeListener(listener));
    for (ConnectionSupervisor endpoint : begun) {
      ConnectionState state = endpoint.snapshot().state();
      if (state instanceof ConnectionState.Connecting || state instanceof ConnectionState.Waiting) {
        var _ = endpoint.cancel(relay);
      }
    }
  }
}
