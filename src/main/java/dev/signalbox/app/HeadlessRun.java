package dev.signalbox.app;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.settings.PasswordPrompt;

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
            new Engine.Surfaces(
                WorkExecutor.virtualThreads(),
                PasswordPrompt.unavailable(),
                false,
                processEnd::halt,
                configuration.stateFolder()));
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
