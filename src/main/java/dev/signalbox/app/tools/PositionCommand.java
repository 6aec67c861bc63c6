package dev.signalbox.app.tools;

import dev.signalbox.app.tools.ToolHost.Part;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PositionTool;
import dev.signalbox.relay.tools.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox position}: where relays are, and how one gets elsewhere. */
@Command(
    name = "position",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows where relays are, and sets one elsewhere.",
      "Shows the checkpoint of each relay, or of one, on standard output; the log goes"
          + " to standard error. With --set, says what setting the position would mean, and"
          + " with --yes sets it. Exit code 2 if that is refused, or a server cannot be asked."
    })
public final class PositionCommand implements Callable<Integer> {
  private static final int MOST_CHANGES = 50;

  private final ToolHost host;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "RELAY",
      description = "The relay's program_name; all of them if it is left out.")
  private @Nullable String relay;

  @Option(
      names = "--set",
      paramLabel = "POSITION",
      description =
          "TIMESTAMP,ID of the row to go on behind, as in 2026-01-31T10:00:00.5,4711, or"
              + " \"beginning\". Changes nothing without --yes.")
  private @Nullable String set;

  @Option(names = "--yes", description = "Do what --set would do.")
  private boolean yes;

  @Option(names = "--history", description = "Show who changed it, when, from what to what.")
  private boolean history;

  public PositionCommand(ToolHost host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Optional<String> name = Optional.ofNullable(relay);
    if (set != null) {
      Target target = target(set);
      require(name.isPresent(), "--set needs the relay's name");
      require(!history, "--set and --history exclude each other");
      return host.run(
          new ToolHost.Job(
              "position",
              name,
              Set.of(Part.SOURCE, Part.CHECKPOINT),
              (relays, output) -> set(relays.getFirst(), target, output)));
    }
    require(!yes, "--yes belongs to --set");
    return host.run(
        new ToolHost.Job(
            "position",
            name,
            Set.of(Part.CHECKPOINT),
            history ? PositionCommand::showHistory : PositionCommand::show));
  }

  private Target target(String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private void require(boolean condition, String complaint) {
    if (!condition) {
      throw wrong(complaint);
    }
  }

  private ParameterException wrong(@Nullable String complaint) {
    if (spec == null) {
      throw new IllegalStateException("It is a command of signalbox");
    }
    return new ParameterException(spec.commandLine(), String.valueOf(complaint));
  }

  private static boolean show(List<Bench> relays, PrintStream output) throws RelayException {
    for (Bench relay : relays) {
      output.println(relay.settings().programName());
      PositionText.lines(new PositionTool(relay).read())
          .forEach(line -> output.println("  " + line));
    }
    return true;
  }

  private static boolean showHistory(List<Bench> relays, PrintStream output) throws RelayException {
    for (Bench relay : relays) {
      output.println(relay.settings().programName());
      PositionText.history(new PositionTool(relay).history(MOST_CHANGES))
          .forEach(line -> output.println("  " + line));
    }
    return true;
  }

  private boolean set(Bench relay, Target target, PrintStream output) throws RelayException {
    PositionTool tool = new PositionTool(relay);
    PositionTool.Plan plan = tool.plan(target);
    String name = relay.settings().programName();
    PositionText.plan(name, plan).forEach(output::println);
    if (!yes) {
      output.println("Nothing was changed. With --yes it is.");
      return true;
    }
    if (plan.obstacle().isPresent()) {
      output.println("Nothing was changed.");
      return false;
    }
    tool.apply(plan, Person.atCommandLine());
    output.println("Position of " + name + " set.");
    return true;
  }
}
