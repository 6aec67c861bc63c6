package dev.signalbox.app;

import dev.signalbox.ui.connections.RowAction;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Entry point. Does not extend JavaFX's Application: headless runs must not load the toolkit. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    run(List.of(arguments), List.of(), Configuration::read);
  }

  /**
   * Runs the program to its end, which is that of the JVM.
   *
   * @param rowActions further controls for the rows of the window's connections
   * @param stateFolder for what is to survive the program
   */
  public static void run(List<String> arguments, List<RowAction> rowActions, Path stateFolder) {
    run(arguments, rowActions, (file, purpose) -> Configuration.read(file, purpose, stateFolder));
  }

  private static void run(
      List<String> arguments, List<RowAction> rowActions, Configuration.Reader reader) {
    PromptExit exit = new PromptExit();
    ProcessEnd processEnd = new ProcessEnd(exit::now);
    processEnd.install();
    var _ = exit.prepare();
    Thread.setDefaultUncaughtExceptionHandler(UnexpectedFailure::inThread);
    CommandLine commandLine = new CommandLine(new SignalboxCommand(processEnd, rowActions, reader));
    commandLine.addSubcommand(new CheckCommand(processEnd));
    commandLine.setExecutionExceptionHandler(new UnexpectedFailure());
    processEnd.exit(commandLine.execute(arguments.toArray(String[]::new)));
  }
}
