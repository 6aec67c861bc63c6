package dev.signalbox.app;

import dev.signalbox.connection.ConnectionSnapshot;
import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.Failure;
import dev.signalbox.connection.PasswordPrompt;
import dev.signalbox.connection.SystemScheduler;
import dev.signalbox.connection.WorkExecutor;
import dev.signalbox.relay.RelaySnapshot;
import dev.signalbox.relay.RelayState;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.ShutdownReason;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine without a window: connects and polls at once, and ends when it is told to or when what
 * it needs has failed for good.
 */
final class HeadlessRun {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final ProcessEnd processEnd;
  private final Settings settings;
  private final AtomicBoolean failing = new AtomicBoolean();

  HeadlessRun(ProcessEnd processEnd, Settings settings) {
    this.processEnd = processEnd;
    this.settings = settings;
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    Engine engine =
        Engine.create(
            settings,
            new SystemScheduler(),
            new Engine.Surfaces(
                WorkExecutor.virtualThreads(), PasswordPrompt.unavailable(), processEnd::halt));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    engine.relays().forEach(relay -> relay.addListener(snapshot -> onRelay(engine, snapshot)));
    if (engine.relays().isEmpty()) {
      engine.supervisors().forEach(s -> s.addListener(snapshot -> onEndpoint(engine, snapshot)));
    }
    engine.connectAutomatically();
    engine.startPolling();
    return engine.coordinator().closed().join().reason().exitCode();
  }

  private void onRelay(Engine engine, RelaySnapshot snapshot) {
    if (snapshot.state() instanceof RelayState.Failed failed
        && failing.compareAndSet(false, true)) {
      fatal(engine, snapshot.name(), failed.cause());
    }
  }

  /** Without a relay, all that this run is for are the connections themselves. */
  private void onEndpoint(Engine engine, ConnectionSnapshot snapshot) {
    // A failed endpoint is announced again whenever one of its orphans ends; the first time counts.
    if (snapshot.state() instanceof ConnectionState.Failed failed
        && failing.compareAndSet(false, true)) {
      LOG.error("Initialization failed: {}", failed.cause().reason());
      if (engine.supervisors().stream().noneMatch(s -> s.snapshot().state().mayHoldResources())) {
        LOG.info("No resources to clean up (initialization failed early)");
      }
      fatal(engine, snapshot.endpoint().name(), failed.cause());
    }
  }

  private static void fatal(Engine engine, String what, Failure cause) {
    var _ =
        engine
            .coordinator()
            .shutdown(
                new ShutdownReason.Fatal(
                    "%s failed: %s (%s)".formatted(what, cause.oneLine(), cause.where()),
                    ExitCode.FAILED));
  }
}
