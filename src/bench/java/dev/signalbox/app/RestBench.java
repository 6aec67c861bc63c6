package dev.signalbox.app;

import dev.signalbox.bench.MeasuredProcess;
import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.sandbox.SandboxServers;
import dev.signalbox.sandbox.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the built program's window uses of a core, and of memory, while nothing goes on in it: with
 * three connections that answer, with three that have failed for good and with three that are
 * retried, beside a window with nothing in it, started from a cache of its own. All of them are
 * there at the same time. Arguments: seconds, and rounds.
 */
public final class RestBench {
  private static final int RESIDENT_AFTER_SECONDS = 12;
  private static final int SETTLED_SECONDS = 90;
  private static final int ICONIFIED_SECONDS = 5;
  private static final double PERCENT = 100;
  private static final String BLANK = "a blank window from a cache";

  private static final String NOBODY =
      """
      connections:
        nats: {type: nats, servers: ["nats://127.0.0.1:1"]}
        oracle: {type: oracle, url: "//127.0.0.1:1/NOBODY", username: nobody, password: nothing}
        mariadb: {type: mariadb, url: "127.0.0.1:1/nobody", username: nobody, password: nothing}
      """;

  private final Path folder;
  private final VirtualDisplay display;
  private final Ratios ratios = Ratios.of("bench-rest");
  private final List<Window> windows = new ArrayList<>();

  /** One that is looked at. */
  private record Window(
      String what, String title, MeasuredProcess process, long residentMegabytes) {}

  private RestBench(Path folder, VirtualDisplay display) {
    this.folder = folder;
    this.display = display;
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    try (TemporaryFolder folder = TemporaryFolder.create();
        VirtualDisplay display = VirtualDisplay.start();
        SandboxServers servers = SandboxServers.start(Source.MARIADB, _ -> {})) {
      RestBench bench = new RestBench(folder.path(), display);
      try {
        bench.open("three connected", "sandbox", servers.configuration());
        bench.open("three failed", "failed", bench.nobody("failed", "retry: {enabled: false}"));
        bench.open("three retried", "retried", bench.nobody("retried", ""));
        bench.openBlank();
        pass(SETTLED_SECONDS);
        bench.measure("in sight", seconds, rounds);
        for (Window window : bench.windows) {
          display.iconify(window.title());
        }
        pass(ICONIFIED_SECONDS);
        bench.measure("as an icon", seconds, rounds);
        bench.printResident();
      } finally {
        for (Window window : bench.windows) {
          window.process().process().destroyForcibly();
          window.process().process().onExit().get(1, TimeUnit.MINUTES);
        }
      }
    }
  }

  /** Beside that of the blank one, which was opened last. */
  private void printResident() throws IOException {
    for (Window window : windows) {
      System.out.printf(
          "%-16s %d MB resident after %d s%n",
          window.what(), window.residentMegabytes(), RESIDENT_AFTER_SECONDS);
    }
    double blank = windows.getLast().residentMegabytes();
    for (Window window : windows.subList(0, windows.size() - 1)) {
      ratios.keep(window.what() + ": resident memory", BLANK, window.residentMegabytes() / blank);
    }
  }

  private Path nobody(String environment, String more) throws IOException {
    return Files.writeString(
        folder.resolve(environment + ".yaml"),
        "environment: %s%n%s%s%n".formatted(environment, NOBODY, more));
  }

  private void open(String what, String environment, Path configuration) throws Exception {
    Path own = Files.createDirectory(folder.resolve(environment));
    BuiltProgram program =
        BuiltProgram.start(
            own, Map.of("DISPLAY", display.name()), "--config", configuration.toString());
    watch(what, environment, ProcessHandle.of(program.pid()).orElseThrow());
  }

  private void openBlank() throws Exception {
    Process process = BlankProgram.in(folder, display).best().start();
    watch("blank", BlankWindow.TITLE, process.toHandle());
  }

  private void watch(String what, String title, ProcessHandle handle) throws Exception {
    MeasuredProcess process = new MeasuredProcess(handle);
    pass(RESIDENT_AFTER_SECONDS);
    windows.add(new Window(what, title, process, process.residentMegabytes()));
    display.awaitInSight(title);
  }

  private void measure(String how, int seconds, int rounds) throws Exception {
    double[][] shares = new double[windows.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      List<Duration> before =
          windows.stream().map(window -> window.process().processorTime()).toList();
      long from = System.nanoTime();
      pass(seconds);
      long time = System.nanoTime() - from;
      for (int i = 0; i < windows.size(); i++) {
        Duration used = windows.get(i).process().processorTime().minus(before.get(i));
        shares[i][round] = PERCENT * used.toNanos() / time;
      }
    }
    for (int i = 0; i < windows.size() - 1; i++) {
      ratios.keep(
          "%s, %s: processor time".formatted(windows.get(i).what(), how),
          shares[i],
          BLANK,
          shares[windows.size() - 1]);
    }
    for (int i = 0; i < windows.size(); i++) {
      Arrays.sort(shares[i]);
      System.out.printf(
          Locale.ROOT,
          "%-16s %-10s %5.2f %% of a core (%.2f-%.2f)%n",
          windows.get(i).what(),
          how,
          shares[i][rounds / 2],
          shares[i][0],
          shares[i][rounds - 1]);
    }
  }

  private static void pass(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
