package dev.signalbox.app;

import dev.signalbox.bench.Framebuffer;
import dev.signalbox.bench.MeasuredProcess;
import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.Spread;
import dev.signalbox.bench.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How long it takes from the start of a process until its window is there: the whole console of the
 * built program, with and without its cache, beside a window with nothing in it, by turns under an
 * Xvfb of their own; and until commands have done their work. Argument: rounds.
 */
public final class StartBench {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(4);
  private static final String DRAWN = "The window has been drawn";
  private static final String CONNECTING = "Connecting to";
  private static final String CACHE = "signalbox.aot";
  private static final String ROW = "%-30s %24s %24s %18s %24s%n";

  /** Wider than a window's place may differ, and its frame. */
  private static final int BORDER = 200;

  /** So many contestants are windows; behind them come commands with the cache, then without. */
  private static final int WINDOWS = 4;

  /** As many as text has that is drawn smoothly. */
  private static final int WRITTEN = 40;

  private static final String CONFIGURATION =
      """
      environment: start
      connections:
        nats: {type: nats, servers: ["nats://127.0.0.1:1"]}
        oracle: {type: oracle, url: "//127.0.0.1:1/NOBODY", username: nobody, password: nothing}
        mariadb: {type: mariadb, url: "127.0.0.1:1/nobody", username: nobody, password: nothing}
      retry: {enabled: false}
      log: {level: debug}
      """;

  private final Path folder;
  private final VirtualDisplay display;
  private final Framebuffer screen;
  private final List<Contestant> contestants = new ArrayList<>();

  /** What is started, and what came of it so far. */
  private record Contestant(String name, Turn turn, List<Start> starts) {
    Spread spread(ToDoubleFunction<Start> value) {
      return new Spread(starts.stream().mapToDouble(value).toArray());
    }
  }

  /** Starts it once, and ends it again. */
  @FunctionalInterface
  private interface Turn {
    Start take() throws Exception;
  }

  /** Milliseconds since the process was asked for; those that mean nothing are not numbers. */
  private record Start(double painted, double drawn, double connecting, double processor) {}

  private StartBench(Path folder, VirtualDisplay display, Framebuffer screen) {
    this.folder = folder;
    this.display = display;
    this.screen = screen;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
    try (TemporaryFolder folder = TemporaryFolder.create();
        VirtualDisplay display = VirtualDisplay.start("-fbdir", folder.path().toString())) {
      new StartBench(folder.path(), display, Framebuffer.in(folder.path())).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    display.movePointerAway();
    Path image = BuiltProgram.launcher().resolve("../..").normalize();
    Path without = copyWithoutCache(image);
    BlankProgram blank = BlankProgram.in(folder, display);
    Path file = Files.writeString(folder.resolve("start.yaml"), CONFIGURATION);
    String config = file.toString();
    window("blank window, plain", blank.plain(), 1);
    window("blank window, from a cache", blank.best(), 1);
    window("console", program(image, "--config", config), WRITTEN);
    window("console without its cache", program(without, "--config", config), WRITTEN);
    commands("", image, config);
    commands(" without", without, config);
    // One more comes before, so that everything has been read from the disk once.
    for (int round = 0; round <= rounds; round++) {
      for (Contestant each : round % 2 == 0 ? contestants : contestants.reversed()) {
        Start start = each.turn().take();
        if (round > 0) {
          each.starts().add(start);
        }
      }
    }
    print();
    keep();
  }

  private void commands(String how, Path image, String config) {
    command("--version" + how, program(image, "--version"));
    command("check" + how, program(image, "check", "--config", config));
    headless("headless" + how, program(image, "--headless", "--config", config));
  }

  private Path copyWithoutCache(Path image) throws IOException {
    Path copy = folder.resolve("without");
    try (Stream<Path> files = Files.walk(image)) {
      for (Path each : files.filter(path -> !path.toString().contains(CACHE)).toList()) {
        Files.copy(each, copy.resolve(image.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private ProcessBuilder program(Path image, String... arguments) {
    List<String> command = new ArrayList<>(List.of(image.resolve("bin/signalbox").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("DISPLAY", display.name());
    return builder;
  }

  private void window(String name, ProcessBuilder builder, int colours) {
    contestants.add(new Contestant(name, () -> open(builder, colours), new ArrayList<>()));
  }

  private void command(String name, ProcessBuilder builder) {
    contestants.add(new Contestant(name, () -> runToTheEnd(builder), new ArrayList<>()));
  }

  private void headless(String name, ProcessBuilder builder) {
    contestants.add(new Contestant(name, () -> runToTheFirstLine(builder), new ArrayList<>()));
  }

  private Start open(ProcessBuilder builder, int colours) throws Exception {
    Path output = output(builder);
    await("an empty screen", () -> screen.colours(BORDER, 1) == 0);
    LocalTime began = LocalTime.now(ZoneId.systemDefault());
    long from = System.nanoTime();
    Process process = builder.start();
    try {
      await("a window", () -> screen.colours(BORDER, colours) == colours);
      double painted = milliseconds(System.nanoTime() - from);
      await(DRAWN, () -> said(output, DRAWN).isPresent());
      double processor = milliseconds(MeasuredProcess.of(process.pid()).processorTime().toNanos());
      return new Start(
          painted, since(began, output, DRAWN), since(began, output, CONNECTING), processor);
    } finally {
      kill(process);
    }
  }

  private Start runToTheFirstLine(ProcessBuilder builder) throws Exception {
    Path output = output(builder);
    LocalTime began = LocalTime.now(ZoneId.systemDefault());
    Process process = builder.start();
    try {
      await(CONNECTING, () -> said(output, CONNECTING).isPresent());
      double processor = milliseconds(MeasuredProcess.of(process.pid()).processorTime().toNanos());
      return new Start(Double.NaN, Double.NaN, since(began, output, CONNECTING), processor);
    } finally {
      kill(process);
    }
  }

  private Start runToTheEnd(ProcessBuilder builder) throws Exception {
    output(builder);
    long from = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      kill(process);
      throw new IllegalStateException(builder.command() + " does not end");
    }
    return new Start(Double.NaN, milliseconds(System.nanoTime() - from), Double.NaN, Double.NaN);
  }

  private Path output(ProcessBuilder builder) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return output;
  }

  /** A condition that is looked at again and again. */
  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) throws IOException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException("There is not in time: " + what);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** The time of day that begins the line. */
  private static Optional<LocalTime> said(Path output, String words) throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> line.contains(words))
          .findFirst()
          .map(line -> LocalTime.parse(line.substring(0, line.indexOf(' '))));
    }
  }

  private static double since(LocalTime began, Path output, String words) throws IOException {
    return said(output, words)
        .map(at -> milliseconds(Duration.between(began, at).toNanos()))
        .orElse(Double.NaN);
  }

  private static double milliseconds(long nanos) {
    return nanos / 1e6;
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private void print() {
    Contestant plain = contestants.getFirst();
    System.out.printf(
        "ms from the start of the process, of %d rounds: median (least-most), times the plain blank"
            + " one%n",
        plain.starts().size());
    System.out.printf(
        ROW, "", "first on the screen", "all drawn, or ended", "connecting", "processor time");
    for (Contestant each : contestants) {
      System.out.printf(
          ROW,
          each.name(),
          text(each, plain, Start::painted),
          text(each, plain, Start::drawn),
          text(each, plain, Start::connecting),
          text(each, plain, Start::processor));
    }
  }

  /** Each beside what it is held against in the same round. */
  private void keep() throws IOException {
    Ratios ratios = Ratios.of("bench-start");
    Contestant plain = contestants.getFirst();
    for (Contestant each : contestants.subList(1, WINDOWS)) {
      keep(ratios, each, "first on the screen", plain, Start::painted);
      keep(ratios, each, "all drawn", plain, Start::drawn);
    }
    List<Contestant> commands = contestants.subList(WINDOWS, contestants.size());
    int half = commands.size() / 2;
    for (int i = 0; i < half; i++) {
      boolean ends = Double.isFinite(commands.get(i).starts().getFirst().drawn());
      keep(
          ratios,
          commands.get(i),
          ends ? "ended" : "connecting",
          commands.get(half + i),
          ends ? Start::drawn : Start::connecting);
    }
  }

  private static void keep(
      Ratios ratios, Contestant one, String what, Contestant against, ToDoubleFunction<Start> value)
      throws IOException {
    ratios.keep(
        one.name() + ": " + what,
        one.starts().stream().mapToDouble(value).toArray(),
        against.name(),
        against.starts().stream().mapToDouble(value).toArray());
  }

  private static String text(Contestant one, Contestant plain, ToDoubleFunction<Start> value) {
    Spread spread = one.spread(value);
    if (Double.isNaN(spread.median())) {
      return "";
    }
    double ratio = spread.median() / plain.spread(value).median();
    return Double.isNaN(ratio)
        ? spread.text("%.0f")
        : spread.text("%.0f") + String.format(Locale.ROOT, " %.2f", ratio);
  }
}
