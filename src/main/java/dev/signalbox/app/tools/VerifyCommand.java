package dev.signalbox.app.tools;

import dev.signalbox.app.tools.ToolHost.Part;
import dev.signalbox.base.ForeignText;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.Target;
import dev.signalbox.relay.tools.VerifyTool;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code signalbox verify}: whether the stream has all rows that count as relayed. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares a relay's table with its stream.",
      "Looks in the stream for each row of the table up to the position, and names those that are"
          + " missing. Publishes and changes nothing without --yes, and may run while the relay"
          + " polls. Exit code 2 if rows are missing, or a server cannot be asked.",
      "With --republish and --yes, stores the missing rows again: once each, behind all others,"
          + " with the header Sbx-Late. No relay may poll meanwhile."
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 1_000;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(5);

  private final ToolHost host;

  @Parameters(paramLabel = "RELAY", description = "The relay's program_name.")
  private String relay = "";

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      converter = Converter.class,
      description =
          "Behind which row to begin: TIMESTAMP,ID, or \"beginning\", which it is if it is left"
              + " out.")
  private Target from = new Target.Beginning();

  @Option(
      names = "--to",
      paramLabel = "POSITION",
      converter = Converter.class,
      description = "Up to which row; the relay's position if it is left out.")
  private @Nullable Target to;

  @Option(names = "--republish", description = "Say that the missing rows are to be stored again.")
  private boolean republish;

  @Option(names = "--yes", description = "Store them; without it nothing is changed.")
  private boolean yes;

  /** How positions are understood on the command line. */
  static final class Converter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      try {
        return Target.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  public VerifyCommand(ToolHost host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return host.run(
        new ToolHost.Job(
            "verify",
            Optional.of(relay),
            Set.of(Part.SOURCE, Part.SINK, Part.CHECKPOINT),
            this::verify));
  }

  private boolean verify(List<Bench> relays, PrintStream output) throws RelayException {
    Bench bench = relays.getFirst();
    VerifyTool.Result result =
        new VerifyTool(bench).verify(from, Optional.ofNullable(to), new Reports(bench));
    say(output, lines(result));
    if (!republish || result.missing().isEmpty()) {
      return result.missing().isEmpty() && result.complete();
    }
    if (!yes) {
      output.println("Nothing was changed. With --yes the missing rows are stored again.");
      return false;
    }
    RepublishTool.Outcome outcome =
        new RepublishTool(bench).republish(result, Person.atCommandLine());
    say(output, VerifyText.lines(outcome, MOST_NAMED));
    return outcome.isWhole() && result.complete();
  }

  private static void say(PrintStream output, List<String> lines) {
    lines.forEach(line -> output.println(ForeignText.line(line)));
  }

  private List<String> lines(VerifyTool.Result result) {
    return VerifyText.lines(relay, result, MOST_NAMED);
  }

  /** A line in the log now and then, with which a long comparison can be gone on with. */
  private static final class Reports implements VerifyTool.Progress {
    private final Bench bench;
    private long last;

    Reports(Bench bench) {
      this.bench = bench;
      this.last = bench.calls().scheduler().nanoTime();
    }

    @Override
    public void compared(long rows, Position upTo) {
      long now = bench.calls().scheduler().nanoTime();
      if (now - last >= BETWEEN_REPORTS.toNanos()) {
        last = now;
        bench
            .log()
            .info(
                "Compared {} rows, up to {}; --from would go on there",
                AlignedText.number(rows),
                ForeignText.line(upTo.toString()));
      }
    }
  }
}
