package dev.signalbox.app.tools;

import dev.signalbox.app.tools.ToolHost.Part;
import dev.signalbox.base.ForeignText;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.RowMessage;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.PreviewTool;
import java.io.PrintStream;
import java.util.ArrayList;
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

/** {@code signalbox preview}: what a relay would publish next. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the next rows of a relay as they would be published.",
      "Those are the first behind its position: subject, headers, body. Publishes and changes"
          + " nothing. Exit code 2 if a start would be refused, or a server cannot be asked."
    })
public final class PreviewCommand implements Callable<Integer> {
  private static final int MOST_ROWS = 1_000;

  private final ToolHost host;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RELAY", description = "The relay's program_name.")
  private String relay = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many at most; 5 if it is left out, 1000 at most.")
  private int rows;

  public PreviewCommand(ToolHost host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (spec != null && (rows < 1 || rows > MOST_ROWS)) {
      throw new ParameterException(
          spec.commandLine(), "--rows takes a number from 1 to " + MOST_ROWS);
    }
    return host.run(
        new ToolHost.Job(
            "preview", Optional.of(relay), Set.of(Part.SOURCE, Part.CHECKPOINT), this::preview));
  }

  private boolean preview(List<Bench> relays, PrintStream output) throws RelayException {
    PreviewTool.Preview preview = new PreviewTool(relays.getFirst()).preview(rows);
    String after = preview.after().map(Position::toString).orElse("the beginning");
    output.println(
        ForeignText.line(
            preview.messages().isEmpty()
                ? "Behind %s there is nothing to be published: rows are read %s."
                    .formatted(after, preview.settled())
                : "%s would go on behind %s with:".formatted(relay, after)));
    for (RowMessage message : preview.messages()) {
      output.println();
      AlignedText.table(lines(message)).forEach(output::println);
    }
    if (preview.more()) {
      output.println();
      output.println("There may be more.");
    }
    return true;
  }

  private static List<List<String>> lines(RowMessage message) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("subject", message.subject()));
    message.headers().forEach((name, value) -> lines.add(List.of(name, value)));
    lines.add(List.of("body", message.body()));
    return lines;
  }
}
