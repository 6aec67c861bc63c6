package dev.signalbox.app;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Settings;

/**
 * The engine without a window: connects and polls at once, and ends when it is told to or when what
 * it needs has failed for good.
 */
final class HeadlessRun {
  private final ProcessEnd processEnd;
  private final Settings settings;

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
                WorkExecutor.virtualThreads(),
                PasswordPrompt.unavailable(),
                false,
                processEnd::halt));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    new FatalFailures(engine).watch();
    engine.connectAutomatically();
    engine.startPolling();
    return engine.coordinator().closed().join().reason().exitCode();
  }
}
