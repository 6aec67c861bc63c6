package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.SystemScheduler;

/**
 * The engine without a window: connects and polls at once, and ends when it is told to or when what
 * it needs has failed for good.
 */
final class HeadlessRun {
  private final ProcessEnd processEnd;
  private final Configuration configuration;

  HeadlessRun(ProcessEnd processEnd, Configuration configuration) {
    this.processEnd = processEnd;
    this.configuration = configuration;
  }

  /** Blocks until the program is closed; returns the exit code. */
  int run() {
    Engine engine =
        Engine.create(
            configuration.settings(),
            new SystemScheduler(),
            Engine.Surfaces.unattended(processEnd::halt, configuration.stateFolder()));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    FatalFailures failures =
        new FatalFailures(engine, configuration.settings().shutdown().afterFailureOf());
    failures.watch();
    engine.connectAutomatically();
    engine.startPolling();
    int code = engine.coordinator().closed().join().reason().exitCode();
    return code == ExitCode.ORDERLY && failures.isAny() ? ExitCode.FAILED : code;
  }
}
