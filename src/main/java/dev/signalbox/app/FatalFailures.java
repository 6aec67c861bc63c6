package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.ShutdownSettings.AfterFailureOf;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a program that nobody looks at when what it needs has failed for good: its relays or, where
 * there are none, a connection.
 *
 * <p>Threading: called by the owners' listener threads; blocks none of them.
 */
final class FatalFailures {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Engine engine;
  private final AfterFailureOf enough;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Set<Object> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  FatalFailures(Engine engine, AfterFailureOf enough) {
    this.engine = engine;
    this.enough = enough;
  }

  void watch() {
    engine.roster().addListener(_ -> watchNewcomers());
  }

  /** The roster's listeners are called one at a time. */
  private void watchNewcomers() {
    engine.relays().stream()
        .filter(watched::add)
        .forEach(relay -> relay.addListener(this::onRelay));
    engine.supervisors().stream()
        .filter(watched::add)
        .forEach(supervisor -> supervisor.addListener(this::onEndpoint));
  }

  private void onRelay(RelaySnapshot snapshot) {
    if (snapshot.state() instanceof RelayState.Failed failed
        && isEnough()
        && failing.compareAndSet(false, true)) {
      fatal(snapshot.name(), failed.cause());
    }
  }

  private boolean isEnough() {
    return switch (enough) {
      case ANY_RELAY -> true;
      case ALL_RELAYS -> engine.relays().stream().allMatch(FatalFailures::hasFailed);
    };
  }

  private static boolean hasFailed(Relay relay) {
    return relay.snapshot().state() instanceof RelayState.Failed;
  }

  /** Whether the program, however it ended, has left a relay undone. */
  boolean isAny() {
    return engine.relays().stream().anyMatch(FatalFailures::hasFailed);
  }

  /** Without a relay, all that this run is for are the connections themselves. */
  private void onEndpoint(ConnectionSnapshot snapshot) {
    // A failed endpoint is announced again whenever one of its orphans ends; the first time counts.
    if (engine.relays().isEmpty()
        && snapshot.state() instanceof ConnectionState.Failed failed
        && failing.compareAndSet(false, true)) {
      LOG.error("Initialization failed: {}", failed.cause().reason());
      if (engine.supervisors().stream().noneMatch(s -> s.snapshot().state().mayHoldResources())) {
        LOG.info("No resources to clean up (initialization failed early)");
      }
      fatal(snapshot.endpoint().name(), failed.cause());
    }
  }

  private void fatal(String what, Failure cause) {
    var _ =
        engine
            .coordinator()
            .shutdown(
                new ShutdownReason.Fatal(
                    "%s failed: %s (%s)".formatted(what, cause.oneLine(), cause.where()),
                    ExitCode.FAILED));
  }
}
