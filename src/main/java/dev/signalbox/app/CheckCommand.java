package dev.signalbox.app;

import dev.signalbox.settings.Purpose;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox check}: tries each endpoint once and prints a table. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tries each connection once, and whether the relays could start.",
      "Prints a table of each on standard output, with what to do; the log goes to standard"
          + " error. Changes nothing. Exit code 2 if any of them failed."
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
        .map(found -> new CheckRun(processEnd, found.settings().withoutRetries()).run())
        .orElse(ExitCode.UNUSABLE);
  }
}
