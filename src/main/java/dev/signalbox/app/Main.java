package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.engine.Version;
import dev.signalbox.app.tools.PositionCommand;
import dev.signalbox.app.tools.PreviewCommand;
import dev.signalbox.app.tools.TakeoverCommand;
import dev.signalbox.app.tools.ToolHost;
import dev.signalbox.app.tools.VerifyCommand;
import dev.signalbox.settings.Purpose;
import dev.signalbox.ui.connections.RowAction;
import dev.signalbox.ui.toolkit.ToolkitStart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Entry point. Does not extend JavaFX's Application: headless runs must not load the toolkit. */
public final class Main {
  private Main() {}

  /**
   * What a run of the program is given besides its arguments.
   *
   * @param rowActions further controls for the rows of the window's connections
   * @param prepareExit prepares the end of the process, which takes a while; may be called again
   * @param opened hears of the engine of a window, on a virtual thread, once it has begun
   */
  record Launch(
      ProcessEnd processEnd,
      ToolkitStart toolkit,
      List<RowAction> rowActions,
      Configuration.Reader reader,
      Runnable prepareExit,
      Consumer<Engine> opened) {

    /** With nothing more to show, and nobody who listens. */
    static Launch of(ProcessEnd processEnd, Configuration.Reader reader) {
      return new Launch(processEnd, new ToolkitStart(), List.of(), reader, () -> {}, _ -> {});
    }
  }

  /**
   * What is asked of a window.
   *
   * @param config the configuration, where one is named
   * @param start whether polling is to begin
   */
  record WindowRequest(Optional<Path> config, boolean start) {
    /** Of arguments that say so in the simplest way; empty for all others, wrong ones included. */
    static Optional<WindowRequest> plain(List<String> arguments) {
      Optional<Path> config = Optional.empty();
      boolean start = false;
      Iterator<String> left = arguments.iterator();
      while (left.hasNext()) {
        String argument = left.next();
        if (argument.equals("--start") && !start) {
          start = true;
        } else if (argument.equals("--config") && config.isEmpty() && left.hasNext()) {
          String file = left.next();
          if (file.isEmpty() || file.startsWith("-")) {
            return Optional.empty();
          }
          try {
            config = Optional.of(Path.of(file));
          } catch (InvalidPathException forTheCommandLineToTell) {
            return Optional.empty();
          }
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(new WindowRequest(config, start));
    }
  }

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
    run(arguments, rowActions, Configuration.Reader.keepingIn(stateFolder));
  }

  private static void run(
      List<String> arguments, List<RowAction> rowActions, Configuration.Reader reader) {
    // Digits and letters of log lines, file names and SQL are the same wherever it runs.
    Locale.setDefault(Locale.ROOT);
    PromptExit exit = new PromptExit();
    ProcessEnd processEnd = new ProcessEnd(exit::now);
    if (!processEnd.install()) {
      return;
    }
    ToolkitStart toolkit = new ToolkitStart();
    Optional<WindowRequest> window = WindowRequest.plain(arguments);
    if (window.isPresent() && Surroundings.hasDisplay()) {
      var _ = toolkit.begin();
    }
    Thread.setDefaultUncaughtExceptionHandler(UnexpectedFailure::inThread);
    processEnd.exit(
        execute(
            window,
            arguments,
            new Launch(
                processEnd,
                toolkit,
                rowActions,
                reader,
                () -> {
                  var _ = exit.prepare();
                },
                _ -> {})));
  }

  /** Runs one command to its end; returns the exit code. */
  static int execute(List<String> arguments, Launch launch) {
    return execute(WindowRequest.plain(arguments), arguments, launch);
  }

  private static int execute(
      Optional<WindowRequest> window, List<String> arguments, Launch launch) {
    return window
        .map(request -> openWindow(request, launch))
        .orElseGet(() -> executeCommand(arguments, launch));
  }

  /** To find out what else might have been asked for takes a tenth of a second. */
  private static int openWindow(WindowRequest request, Launch launch) {
    try {
      return new WindowRun(launch, request).run();
    } catch (RuntimeException e) {
      return UnexpectedFailure.ofProgram(e);
    }
  }

  private static int executeCommand(List<String> arguments, Launch launch) {
    launch.prepareExit().run();
    ProcessEnd processEnd = launch.processEnd();
    SignalboxCommand signalbox = new SignalboxCommand(launch);
    CommandLine commandLine = new CommandLine(signalbox);
    addCommands(commandLine, signalbox, processEnd);
    // Whatever an argument names is not read for more of them: it may be a device, or a secret.
    commandLine.setExpandAtFiles(false);
    commandLine.setExecutionStrategy(Main::helpOrRun);
    commandLine.setExecutionExceptionHandler(new UnexpectedFailure());
    commandLine.setParameterExceptionHandler(
        new WrongArguments(commandLine.getParameterExceptionHandler()));
    return commandLine.execute(arguments.toArray(String[]::new));
  }

  private static void addCommands(
      CommandLine commandLine, SignalboxCommand signalbox, ProcessEnd processEnd) {
    ToolHost host = new ToolRun(processEnd, () -> signalbox.load(Purpose.CHECK));
    commandLine.addSubcommand(new CheckCommand(processEnd));
    commandLine.addSubcommand(new HealthCommand());
    Stream.of(
            new PositionCommand(host),
            new PreviewCommand(host),
            new TakeoverCommand(host),
            new VerifyCommand(host))
        .forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(
        new CommandLine(new FleetCommand())
            .addSubcommand(new FleetSetupCommand(processEnd, signalbox)));
    commandLine.getSubcommands().values().forEach(Main::complete);
  }

  /** What was asked for is either there to be read, or it is told that it is not. */
  private static int helpOrRun(CommandLine.ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped == null) {
      return new CommandLine.RunLast().execute(parsed);
    }
    if (System.out.checkError()) {
      System.err.println("signalbox: standard output cannot be written");
      return ExitCode.UNUSABLE;
    }
    return helped;
  }

  private static void complete(CommandLine command) {
    command
        .getCommandSpec()
        .versionProvider(new Version())
        .exitCodeOnInvalidInput(ExitCode.UNUSABLE);
    command.getSubcommands().values().forEach(Main::complete);
  }
}
