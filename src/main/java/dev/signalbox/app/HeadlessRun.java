package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.service.ServiceManager;
import dev.signalbox.app.service.ServiceNotices;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.Relay;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The engine without a window: connects and polls at once, and ends when it is told to or when what
 * it needs has failed for good.
 */
final class HeadlessRun {
  private final ProcessEnd processEnd;
  private final Configuration configuration;
  private final Optional<Path> meetingPlace;

  /**
   * @param meetingPlace where the programs of this user find each other; empty if nowhere
   */
  HeadlessRun(ProcessEnd processEnd, Configuration configuration, Optional<Path> meetingPlace) {
    this.processEnd = processEnd;
    this.configuration = configuration;
    this.meetingPlace = meetingPlace;
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    SystemScheduler scheduler = new SystemScheduler();
    Answers answers = Answers.of(configuration, meetingPlace);
    Engine engine =
        Engine.create(
            configuration.settings(),
            scheduler,
            answers.about(
                Engine.Surfaces.unattended(processEnd::halt, configuration.stateFolder())));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    FatalFailures failures =
        new FatalFailures(engine, configuration.settings().shutdown().afterFailureOf());
    failures.watch();
    engine.connectAutomatically();
    engine.startPolling();
    // Behind what takes longest, which goes on meanwhile.
    answers.begin(engine.console(), false);
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
