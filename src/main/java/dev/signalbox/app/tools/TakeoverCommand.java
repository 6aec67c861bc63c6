package dev.signalbox.app.tools;

import dev.signalbox.app.tools.ToolHost.Part;
import dev.signalbox.base.ForeignText;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.TakeoverTool;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox takeover}: frees a relay from an engine that is dead or stuck. */
@Command(
    name = "takeover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes the lease of a relay from an engine that is dead or stuck.",
      "Says who polls for a relay, since when, and whether that engine still renews its"
          + " lease. With --yes, takes the lease from it: it stores and commits nothing any"
          + " more, and does not get the lease back until it is started anew. Whichever other"
          + " engine is started, or waits, polls next. Exit code 2 if that is refused, or the"
          + " server cannot be asked."
    })
public final class TakeoverCommand implements Callable<Integer> {
  private final ToolHost host;

  @Parameters(paramLabel = "RELAY", description = "The relay's program_name.")
  private String relay = "";

  @Option(names = "--yes", description = "Take the lease; without it nothing is changed.")
  private boolean yes;

  public TakeoverCommand(ToolHost host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return host.run(
        new ToolHost.Job("takeover", Optional.of(relay), Set.of(Part.CHECKPOINT), this::takeOver));
  }

  private boolean takeOver(List<Bench> relays, PrintStream output) throws RelayException {
    Bench bench = relays.getFirst();
    TakeoverTool tool = new TakeoverTool(bench);
    TakeoverTool.Holding holding = tool.look();
    if (holding.row().isEmpty() || holding.lease().isEmpty()) {
      output.println("Nobody has the lease of " + relay + ": whoever starts it polls.");
      return true;
    }
    CheckpointView row = holding.row().get();
    LeaseView lease = holding.lease().get();
    say(output, "The lease of %s is %s.".formatted(relay, PositionText.lease(lease, row.read())));
    say(output, state(lease, holding.renewed()));
    if (!yes) {
      output.println("Nothing was changed. With --yes the lease is taken.");
      return true;
    }
    tool.take(row, lease, Person.atCommandLine());
    say(output, "Taken over: " + relay + " polls wherever it is started or waits.");
    return true;
  }

  private static String state(LeaseView lease, boolean renewed) {
    if (!lease.isLive()) {
      return "It is free to whoever starts the relay; taking it bars the old holder as well.";
    }
    return renewed
        ? "It is being renewed: that engine lives. If it polls as it should, stop it there."
        : "It was not renewed while it was looked at: that engine is dead, frozen or cut off.";
  }

  private static void say(PrintStream output, String line) {
    output.println(ForeignText.line(line));
  }
}
