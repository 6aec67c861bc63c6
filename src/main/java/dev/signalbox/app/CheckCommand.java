package dev.signalbox.app;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox check}: tries each endpoint once and prints a table. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeOnInvalidInput = ExitCode.UNUSABLE,
    description = {
      "Tries each connection once and prints a table on standard output, one line each;",
      "the log goes to standard error. Exit code 2 if any of them failed."
    })
final class CheckCommand implements Callable<Integer> {
  private final ProcessEnd processEnd;

  @ParentCommand private @Nullable SignalboxCommand parent;

  CheckCommand(ProcessEnd processEnd) {
    this.processEnd = processEnd;
  }

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("check is a command of signalbox");
    }
    return parent
        .load(Purpose.CHECK)
        .map(found -> new CheckRun(processEnd, once(found.settings())).run())
        .orElse(ExitCode.UNUSABLE);
  }

  /** The same configuration without retries: one attempt decides. */
  private static Settings once(Settings settings) {
    RetrySettings never =
        new RetrySettings(false, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty());
    return new Settings(
        settings.environment(),
        settings.connections(),
        never,
        settings.lease(),
        settings.polling(),
        settings.shutdown(),
        settings.log(),
        settings.notices());
  }
}
