package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.health.HealthPost;
import dev.signalbox.app.service.ServiceManager;
import dev.signalbox.app.service.ServiceNotices;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.Relay;

/**
 * The engine without a window: connects and polls at once, and ends when it is told to or when what
 * it needs has failed for good.
 */
final class HeadlessRun {
  private final ProcessEnd processEnd;
  private final Configuration configuration;
  private final HealthPost post;

  /**
   * @param post where it is asked how it is
   */
  HeadlessRun(ProcessEnd processEnd, Configuration configuration, HealthPost post) {
    this.processEnd = processEnd;
    this.configuration = configuration;
    this.post = post;
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    SystemScheduler scheduler = new SystemScheduler();
    Engine engine =
        Engine.create(
            configuration.settings(),
            scheduler,
            Engine.Surfaces.unattended(processEnd::halt, configuration.stateFolder())
                .leaving(post::leave));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    FatalFailures failures =
        new FatalFailures(engine, configuration.settings().shutdown().afterFailureOf());
    failures.watch();
    engine.connectAutomatically();
    engine.startPolling();
    // Behind what takes longest, which goes on meanwhile.
    post.open(configuration.file(), engine.console(), false);
    ServiceManager.of(System.getenv()).ifPresent(manager -> tell(manager, engine, scheduler));
    int code = engine.coordinator().closed().join().reason().exitCode();
    return code == ExitCode.ORDERLY && failures.isAny() ? ExitCode.FAILED : code;
  }

  private static void tell(ServiceManager manager, Engine engine, Scheduler scheduler) {
    ServiceNotices.begin(
        manager, scheduler, engine.coordinator(), () -> askAll(engine), engine.grace());
  }

  /** Each answers under its own lock. */
  private static void askAll(Engine engine) {
    var _ = engine.coordinator().snapshot();
    engine.supervisors().forEach(ConnectionSupervisor::snapshot);
    engine.relays().forEach(Relay::snapshot);
  }
}
