package dev.signalbox.sandbox;

import dev.signalbox.app.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Tries the console against real servers: starts them, feeds a table with events and runs the
 * console in this same JVM. When the console ends, so does everything else.
 */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Starts servers with live data, and the console connected to them.")
public final class Sandbox implements Callable<Integer> {
  /** Each is a program of its own. */
  private static final int MOST_FURTHER = 20;

  @Option(names = "--headless", description = "Run the console without its window.")
  private boolean headless;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events per second (default: ${DEFAULT-VALUE}).")
  private int rate = 20;

  @Option(
      names = "--source",
      description =
          "The database to relay from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Source source = Source.ORACLE;

  @Option(
      names = "--fleet",
      paramLabel = "N",
      description = "So many engines more, and the window that watches all of them.")
  private int further;

  private final CommandLine commandLine = new CommandLine(this);

  private Sandbox() {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
  }

  public static void main(String[] arguments) {
    System.exit(new Sandbox().commandLine.execute(arguments));
  }

  /**
   * The console ends the JVM by itself after its orderly shutdown, and then nothing here is closed:
   * the guardians see the JVM's end and remove servers and data, so that the terminal is back at
   * once. Closing here is for a console that returns.
   */
  @Override
  public Integer call() throws Exception {
    if (rate < 0) {
      throw new ParameterException(commandLine, "--rate must not be negative: " + rate);
    }
    if (further < 0 || further > MOST_FURTHER) {
      throw new ParameterException(
          commandLine, "--fleet must be 0 to %d: %d".formatted(MOST_FURTHER, further));
    }
    long start = System.nanoTime();
    Consumer<String> progress = System.out::println;
    try (SandboxServers servers = SandboxServers.start(source, further > 0, progress)) {
      servers.generateEvents(source, rate);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      System.out.printf("Sandbox is ready after %d ms: %s%n", millis, servers.configuration());
      runConsoles(servers, progress);
    }
    return CommandLine.ExitCode.OK;
  }

  private void runConsoles(SandboxServers servers, Consumer<String> progress) throws IOException {
    boolean display = hasDisplay(System.getProperty("os.name"), System.getenv());
    if (!headless && !display) {
      System.out.println("Neither DISPLAY nor WAYLAND_DISPLAY is set: the console runs headless");
    }
    boolean window = display && !headless;
    try (SandboxFleet _ =
        SandboxFleet.start(servers, source, further, window && further > 0, progress)) {
      runConsole(servers, window);
    }
  }

  private static void runConsole(SandboxServers servers, boolean window) {
    Main.run(
        consoleArguments(servers.configuration(), !window),
        List.of(new RehearseFault(servers.network())),
        Objects.requireNonNull(servers.configuration().getParent()).resolve("state"));
  }

  /** How the console is told to use the sandbox's servers and to poll at once. */
  static List<String> consoleArguments(Path configuration, boolean headless) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--config", configuration.toString(), "--start"));
    if (headless) {
      arguments.add("--headless");
    }
    return arguments;
  }

  /** Whether a window can be shown; only Linux can do without any display. */
  static boolean hasDisplay(String system, Map<String, String> environment) {
    return !system.equals("Linux")
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
