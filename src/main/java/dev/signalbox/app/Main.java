package dev.signalbox.app;

import picocli.CommandLine;

/** Entry point. Does not extend JavaFX's Application: headless runs must not load the toolkit. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    ProcessEnd processEnd = new ProcessEnd();
    processEnd.install();
    CommandLine commandLine = new CommandLine(new SignalboxCommand(processEnd));
    commandLine.addSubcommand(new CheckCommand(processEnd));
    commandLine.setExecutionExceptionHandler(new UnexpectedFailure());
    processEnd.exit(commandLine.execute(arguments));
  }
}
