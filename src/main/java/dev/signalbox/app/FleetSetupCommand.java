package dev.signalbox.app;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox fleet setup}: makes what a fleet keeps in JetStream. */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes the bucket and the streams of a fleet where they are missing.",
      "Says of each on standard output whether it is there, and what of it is otherwise than"
          + " needed; the log goes to standard error. What cannot be made is shown as commands of"
          + " the nats tool, for whoever may. Exit code 2 if anything is not as it is needed then."
    })
final class FleetSetupCommand implements Callable<Integer> {
  /** What JetStream has at most. */
  private static final int MOST_REPLICAS = 5;

  private final ProcessEnd processEnd;
  private final SignalboxCommand signalbox;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "A file with \"fleet\" alone, instead of a configuration.")
  private @Nullable Path fleet;

  @Option(
      names = "--replicas",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "On how many servers of a cluster each is kept: 1 to 5, 1 unless said.")
  private int replicas;

  @Option(names = "--dry-run", description = "Make nothing; show the commands that would.")
  private boolean dryRun;

  FleetSetupCommand(ProcessEnd processEnd, SignalboxCommand signalbox) {
    this.processEnd = processEnd;
    this.signalbox = signalbox;
  }

  @Override
  public Integer call() {
    require(
        fleet == null || !signalbox.namesConfiguration(),
        "--fleet and --config exclude each other");
    require(replicas >= 1 && replicas <= MOST_REPLICAS, "--replicas is 1 to " + MOST_REPLICAS);
    Optional<Settings> settings =
        fleet == null
            ? signalbox.load(Purpose.WINDOW).map(Configuration::settings)
            : signalbox.loadFleet(fleet);
    if (settings.isEmpty()) {
      return ExitCode.UNUSABLE;
    }
    ConsoleLog.toStandardError();
    return new FleetSetupRun(processEnd, System.out)
        .run(settings.get(), new FleetSetupRun.Order(replicas, dryRun));
  }

  private void require(boolean condition, String complaint) {
    if (!condition && spec != null) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
  }
}
