package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Extent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One run of the built program as a process of its own. Whatever is still running at the end of a
 * test is killed.
 *
 * <p>Threading: two threads read what the process writes; all else is for the test's thread.
 */
public final class BuiltProgram implements AutoCloseable {
  /** How long anything may take that is not itself under test; the machine may be busy. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long an end that has nothing to wait for may take, on a busy machine. */
  static final Duration PROMPT = Duration.ofSeconds(5);

  private static final String JAVA_OPTIONS = "SIGNALBOX_JAVA_OPTIONS";

  private static final Pattern CLOCK = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ");
  private static final Pattern TAKEN = Pattern.compile("\\b\\d+\\.\\d+ s\\b");

  private final Process process;

  /** Most of the work of programs that live for seconds would be to optimise them. */
  private static final String BRIEF = "-XX:TieredStopAtLevel=1 ";

  private static final String COMPILER = Extent.ofThisRun().choose(BRIEF, "");

  /** A folder for temporary files, of this run alone. */
  private final Path temporary;

  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;
  private final CompletableFuture<LocalTime> ended;

  private BuiltProgram(ProcessBuilder builder, Path temporary) throws IOException {
    builder
        .environment()
        .merge(
            JAVA_OPTIONS,
            COMPILER + "-Djava.io.tmpdir=" + temporary,
            (given, added) -> String.join(" ", given, added));
    this.process = builder.start();
    this.temporary = temporary;
    this.ended = process.onExit().thenApply(_ -> LocalTime.now(ZoneId.systemDefault()));
    this.readers =
        List.of(
            reader(() -> read(process.getInputStream(), output)),
            reader(() -> read(process.getErrorStream(), errors)));
  }

  /** A platform thread: reading from a process that is silent for long holds a carrier. */
  private static Thread reader(Runnable reading) {
    return Thread.ofPlatform().daemon().name("output").start(reading);
  }

  /** The start script of the image that the build has laid out. */
  static Path launcher() {
    return Path.of(System.getProperty("signalbox.image", "target/signalbox"), "bin", "signalbox")
        .toAbsolutePath();
  }

  /** Starts it where there is no display, no configuration and no JAVA_HOME. */
  static BuiltProgram start(Path folder, String... arguments) throws IOException {
    return start(folder, Map.of(), arguments);
  }

  /** Starts it without a window, with this configuration. */
  static BuiltProgram headless(Path folder, ConfigurationText configuration) throws IOException {
    return headless(folder, configuration.write(folder));
  }

  /** The same, with a configuration that is in a file already. */
  public static BuiltProgram headless(Path folder, Path configuration) throws IOException {
    return start(folder, "--headless", "--config", configuration.toString());
  }

  /** The same, of one that lives for seconds in every run of the tests. */
  public static BuiltProgram brief(Path folder, Path configuration) throws IOException {
    return start(
        folder,
        Map.of(JAVA_OPTIONS, BRIEF.strip()),
        "--headless",
        "--config",
        configuration.toString());
  }

  static BuiltProgram start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(launcher(), folder, environment, arguments);
  }

  static BuiltProgram start(
      Path launcher, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return started(folder, prepared(launcher, folder, environment, arguments));
  }

  /** Starts it with its standard output going elsewhere, so that nothing is read of it here. */
  static BuiltProgram startInto(
      Path output, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return started(
        folder,
        prepared(launcher(), folder, environment, arguments).redirectOutput(output.toFile()));
  }

  private static BuiltProgram started(Path folder, ProcessBuilder builder) throws IOException {
    return new BuiltProgram(builder, Files.createTempDirectory(folder, "temporary"));
  }

  private static ProcessBuilder prepared(
      Path launcher, Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of(
                "DISPLAY",
                "WAYLAND_DISPLAY",
                "JAVA_HOME",
                "JAVA_TOOL_OPTIONS",
                "NOTIFY_SOCKET",
                "XDG_RUNTIME_DIR"));
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().putAll(environment);
    return builder;
  }

  private static void read(InputStream stream, List<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line on standard output that contains this. */
  public void awaitLine(String part) {
    awaitLine(output, part);
  }

  /** Waits for a line on standard error that contains this. */
  void awaitError(String part) {
    awaitLine(errors, part);
  }

  /** Whether such a line comes on standard output soon. */
  boolean saysSoon(String part) {
    try {
      awaitLine(output, part, PROMPT);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static void awaitLine(List<String> lines, String part) {
    awaitLine(lines, part, PATIENCE);
  }

  private static void awaitLine(List<String> lines, String part, Duration limit) {
    Awaitility.await(part)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
  }

  /** Sends a signal as an operator would. */
  public void signal(String name) throws IOException, InterruptedException {
    signals(name, 1);
  }

  /** Sends a signal so many times, as fast as can be. */
  void signals(String name, int times) throws IOException, InterruptedException {
    String command =
        "for i in $(seq %d); do kill -%s %d; done".formatted(times, name, process.pid());
    Process kill = new ProcessBuilder("/bin/sh", "-c", command).start();
    assertThat(kill.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).as("kill -%s", name).isZero();
  }

  /**
   * Waits for the end, all that was written included, and returns the exit code. It must come in
   * time and leave no process behind, and no temporary file.
   */
  public int awaitExit(Duration limit) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
        .as("ended within %s; so far %s %s", limit, output, errors)
        .isTrue();
    for (Thread reader : readers) {
      assertThat(reader.join(PATIENCE)).as("output is closed").isTrue();
    }
    // A start script that is told to end may have one on its way, which ends by itself.
    Awaitility.await()
        .atMost(PROMPT)
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () ->
                assertThat(children).as("processes left behind").noneMatch(ProcessHandle::isAlive));
    assertThat(temporary).isEmptyDirectory();
    return process.exitValue();
  }

  /** How long after the first line that contains this the process ended; it has to have ended. */
  Duration lastedAfter(String part) {
    return between(timeOf(part), ended.join());
  }

  /** How much later than the first of these lines the second one was written. */
  Duration between(String part, String laterPart) {
    return between(timeOf(part), timeOf(laterPart));
  }

  private LocalTime timeOf(String part) {
    String line = output.stream().filter(l -> l.contains(part)).findFirst().orElseThrow();
    return LocalTime.parse(line.substring(0, line.indexOf(' ')));
  }

  private static Duration between(LocalTime earlier, LocalTime later) {
    Duration time = Duration.between(earlier, later);
    return time.isNegative() ? time.plusDays(1) : time;
  }

  /** How much memory it has had resident at most, as the kernel counts. */
  long mostResidentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** How much of the processors it has used so far; in hundredths of a second. */
  public Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /** The operating system's names of its threads, of those that are not Java's too. */
  List<String> threads() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    List<String> names = new ArrayList<>();
    try (Stream<Path> folders = Files.list(tasks)) {
      for (Path folder : folders.toList()) {
        names.add(Files.readString(folder.resolve("comm")).strip());
      }
    }
    return names;
  }

  /** What everybody on this machine sees of how its processes were started. */
  String arguments() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .flatMap(each -> each.info().arguments().stream())
        .flatMap(Arrays::stream)
        .collect(Collectors.joining(" "));
  }

  /** Of the virtual machine: the start script has become it. */
  long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output as it was written. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** Standard error as it was written. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** The log without the time of day, and with every duration that was measured as "N s". */
  List<String> log() {
    return log(output);
  }

  /** Like {@link #log()}, of standard error. */
  List<String> errorLog() {
    return log(errors);
  }

  private static List<String> log(List<String> lines) {
    return lines.stream()
        .map(line -> CLOCK.matcher(line).replaceFirst(""))
        .map(line -> TAKEN.matcher(line).replaceAll("N s"))
        .map(line -> line.replaceFirst("^(\\w+) +", "$1 "))
        .toList();
  }

  /** Nothing that looks like a stack trace, anywhere. */
  void assertNoStackTrace() {
    assertThat(output).noneMatch(BuiltProgram::isTrace);
    assertThat(errors).noneMatch(BuiltProgram::isTrace);
  }

  private static boolean isTrace(String line) {
    return line.startsWith("\tat ") || line.startsWith("Caused by:");
  }

  /** Ends it without warning, and waits until it has. */
  public void kill() throws InterruptedException {
    var _ = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
