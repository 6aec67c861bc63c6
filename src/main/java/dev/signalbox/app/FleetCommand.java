package dev.signalbox.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox fleet}: what is done for engines that are seen from afar. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Prepares the server over which engines are seen from afar.")
final class FleetCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("fleet is a command of signalbox");
    }
    throw new ParameterException(
        spec.commandLine(), "What is to be done for the fleet? Say: setup");
  }
}
