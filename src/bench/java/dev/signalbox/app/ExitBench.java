package dev.signalbox.app;

import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.sandbox.SilentListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * How long the built program's process lasts once it is told to end while a connect hangs: from the
 * log line that says so to the end that the operating system sees. The argument is how many of
 * each, 20 by default.
 */
public final class ExitBench {
  private static final int ENDS = 20;
  private static final String WINDOW = "Signalbox";

  private ExitBench() {}

  /** What is connected to, as a line of configuration with the port left open. */
  private enum Driver {
    NATS("nats: {type: nats, servers: [\"nats://127.0.0.1:%d\"]}"),
    MARIADB("mariadb: {type: mariadb, url: \"127.0.0.1:%d/d\", username: u, password: p}"),
    ORACLE("oracle: {type: oracle, url: \"//127.0.0.1:%d/S\", username: u, password: p}");

    private final String line;

    Driver(String line) {
      this.line = line;
    }
  }

  public static void main(String[] arguments) throws Exception {
    int ends = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ENDS;
    System.out.println("| target | trigger | n | p50 ms | max ms |");
    System.out.println("|---|---|---|---|---|");
    try (TemporaryFolder folder = TemporaryFolder.create();
        VirtualDisplay display = VirtualDisplay.start()) {
      for (Driver driver : Driver.values()) {
        print(driver, "SIGTERM", measure(driver, null, ends, folder.path()));
        print(driver, "window close", measure(driver, display, ends, folder.path()));
      }
    }
  }

  private static void print(Driver driver, String trigger, List<Duration> taken)
      throws IOException {
    List<Duration> sorted = taken.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %d | %d |%n",
        driver,
        trigger,
        sorted.size(),
        sorted.get(sorted.size() / 2).toMillis(),
        sorted.getLast().toMillis());
    Ratios.of("bench-exit")
        .keep(
            "end of the process, %s, %s".formatted(driver, trigger),
            taken,
            "a second",
            Duration.ofSeconds(1));
  }

  private static List<Duration> measure(
      Driver driver, @Nullable VirtualDisplay display, int ends, Path folder) throws Exception {
    List<Duration> taken = new ArrayList<>();
    for (int i = 0; i < ends; i++) {
      try (SilentListener silent = SilentListener.start()) {
        Path file =
            ConfigurationText.empty()
                .connection(driver.line.formatted(silent.port()))
                .write(folder);
        try (BuiltProgram program =
            display == null
                ? BuiltProgram.headless(folder, file)
                : BuiltProgram.start(
                    folder, Map.of("DISPLAY", display.name()), "--config", file.toString())) {
          Awaitility.await()
              .atMost(BuiltProgram.PATIENCE)
              .until(() -> silent.openConnections() > 0);
          if (display == null) {
            program.signal("TERM");
          } else {
            display.closeWindow(WINDOW);
          }
          if (program.awaitExit(BuiltProgram.PATIENCE) != ExitCode.ORDERLY) {
            throw new IllegalStateException("Did not end in order: " + program.output());
          }
          taken.add(program.lastedAfter("shutting down..."));
        }
      }
    }
    return taken;
  }
}
