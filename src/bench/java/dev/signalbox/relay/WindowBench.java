package dev.signalbox.relay;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.app.VirtualDisplay;
import dev.signalbox.bench.TemporaryFolder;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;

/**
 * A whole program that relays with its window open, beside one without a window. The log is
 * followed; at its lowest level but one it has a line for each page.
 *
 * <p>In a process of its own with an Xvfb: the platform that does without a display copies each
 * pixel of a frame by itself, which no desktop does.
 */
final class WindowBench {
  private static final String PLATFORM = "glass.platform";
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final int SETTLED_SECONDS = 3;

  private final RelayTestBed bed;
  private final Path folder;
  private final int rows;
  private int turns;

  private WindowBench(RelayTestBed bed, Path folder, int rows) {
    this.bed = bed;
    this.folder = folder;
    this.rows = rows;
  }

  static void run(int rows, int rounds) throws Exception {
    if (System.getProperty(PLATFORM) != null) {
      runOnDisplay(rows, rounds);
      return;
    }
    Platform.startup(() -> Platform.setImplicitExit(false));
    try (TemporaryFolder folder = TemporaryFolder.create();
        RelayTestBed bed = new RelayTestBed()) {
      new BenchSource.MariaDb(bed, bed.mariaDb(bed.mariaDb.app())).fill(rows);
      WindowBench bench = new WindowBench(bed, folder.path(), rows);
      new Contest()
          .with("without a window", bench::measureWithout)
          .with("with its window", () -> bench.measureWith("info"))
          .with("and a line a page", () -> bench.measureWith("debug"))
          .hold(RelayBench.ratios("window"), rounds);
    } finally {
      Platform.exit();
    }
  }

  /** The same virtual machine once more, with a display. */
  private static void runOnDisplay(int rows, int rounds) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> !option.startsWith("-D" + PLATFORM))
            .toList());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            RelayBench.class.getName(),
            "window",
            Integer.toString(rows),
            Integer.toString(rounds)));
    try (VirtualDisplay display = VirtualDisplay.start()) {
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      builder.environment().put("DISPLAY", display.name());
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("The bench on a display ended with " + code);
      }
    }
  }

  private RelayCost measureWithout() throws Exception {
    try (TrialProgram program = new TrialProgram(renewed("info"), false)) {
      return measure(program);
    }
  }

  private RelayCost measureWith(String level) throws Exception {
    try (TrialProgram program = new TrialProgram(renewed(level), true)) {
      program.openWindow(WIDTH, HEIGHT);
      // To draw it for the first time costs more than to keep it up to date for a minute.
      IdleBench.pass(SETTLED_SECONDS);
      return measure(program);
    }
  }

  private RelayCost measure(TrialProgram program) {
    return RelayBenchBed.measure(program.relay(name()), rows);
  }

  /** With a new stream, and for a relay of another name. */
  private Settings renewed(String level) throws Exception {
    turns++;
    bed.stream.delete();
    bed.stream.create();
    Path file = folder.resolve("window.yaml");
    Files.writeString(
        file,
        BenchConfiguration.connections(bed)
            + BenchConfiguration.relay(name(), "1s")
            + "log: {level: %s}\n".formatted(level));
    return SettingsLoader.load(file, Map.of());
  }

  private String name() {
    return "bench-" + turns;
  }
}
