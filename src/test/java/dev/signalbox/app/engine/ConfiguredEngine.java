package dev.signalbox.app.engine;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;

/** An engine that may change the file it was configured by, with an operator and no window. */
final class ConfiguredEngine {
  private ConfiguredEngine() {}

  static Engine of(Path file, SystemScheduler scheduler) throws Exception {
    return Engine.create(
        SettingsLoader.load(file, System.getenv()),
        scheduler,
        new Engine.Surfaces(
            WorkExecutor.virtualThreads(),
            PasswordPrompt.unavailable(),
            true,
            _ -> {},
            Optional.empty(),
            Optional.of(file),
            () -> {}));
  }
}
