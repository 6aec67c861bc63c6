package dev.signalbox.app;

import dev.signalbox.app.health.HealthInquiry;
import dev.signalbox.app.health.HealthJson;
import dev.signalbox.app.health.HealthReport;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.base.ForeignText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox health}: asks what runs on a configuration how it is. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks what runs on the configuration, with a window or without, how it is.",
      "Prints a line for each object on standard output. Connects to no server and changes nothing."
          + " Exit code 0 if it runs and all is well; 2 if it does not run, does not answer within"
          + " a second, or a relay or a connection that it needs is not well."
    })
final class HealthCommand implements Callable<Integer> {
  private final PrintStream output = System.out;

  @ParentCommand private @Nullable SignalboxCommand parent;

  @Option(names = "--json", description = "Print one JSON object instead, in one line.")
  private boolean json;

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("health is a command of signalbox");
    }
    ConsoleLog.toStandardError();
    Optional<Path> file = parent.file();
    if (file.isEmpty()) {
      return ExitCode.UNUSABLE;
    }
    try {
      Path configuration = file.get().toRealPath();
      Whereabouts whereabouts = parent.whereabouts(configuration);
      if (whereabouts.places().isEmpty() && whereabouts.closed().isEmpty()) {
        return complain("there is no home directory, where programs find each other: set HOME");
      }
      return tell(HealthInquiry.make(whereabouts, configuration), file.get());
    } catch (NoSuchFileException _) {
      return complain("there is no " + file.get());
    } catch (AccessDeniedException e) {
      return complain("%s: permission denied".formatted(e.getFile()));
    } catch (IOException e) {
      return complain("nobody can be asked: " + e.getMessage());
    }
  }

  private int tell(HealthInquiry inquiry, Path file) {
    if (json) {
      output.println(HealthJson.line(inquiry));
    } else {
      inquiry.reports().stream().flatMap(HealthReport::lines).forEach(output::println);
      inquiry.remarks().forEach(output::println);
      if (!inquiry.isRunning() && inquiry.strangers().isEmpty()) {
        output.println("nothing runs on " + ForeignText.line(file.toString()));
      }
    }
    if (output.checkError()) {
      return complain("standard output cannot be written");
    }
    return inquiry.isWell() ? ExitCode.ORDERLY : ExitCode.FAILED;
  }

  private static int complain(String line) {
    System.err.println("signalbox: " + ForeignText.line(line));
    return ExitCode.UNUSABLE;
  }
}
