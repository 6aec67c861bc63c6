package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.StubbornSocketFactory;
import dev.signalbox.testing.Thorough;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing keeps the process: neither a driver whose reads, closes and hooks never end, deaf to
 * interrupts, nor a log that cannot be written, nor an output that nobody takes. Measured from the
 * trigger to the process's end, the virtual machine's own included.
 */
class ForcedEndIT {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration LATEST = GRACE.plusMillis(500);
  private static final String TRIGGER = "Received signal 15, shutting down...";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;
  private Path stubborn;

  @BeforeEach
  void nameTheSwitch() {
    stubborn = folder.resolve("stubborn");
  }

  @Thorough
  @Test
  void aDriverThatIgnoresEverything() throws Exception {
    try (BuiltProgram program = polling("stubborn", "")) {
      Files.createFile(stubborn);
      program.signal("TERM");

      assertThat(program.awaitExit(GRACE.plus(BuiltProgram.PROMPT))).isZero();
      assertThat(program.log().getLast())
          .startsWith("INFO Shutdown complete in N s: ")
          .contains("relay N s (unfinished)");
      assertThat(program.lastedAfter(TRIGGER)).isLessThanOrEqualTo(LATEST);
    }
  }

  @Test
  void aDriverThatIgnoresEverythingAndALogThatHangs() throws Exception {
    try (PseudoTerminal terminal = PseudoTerminal.open(folder);
        BuiltProgram program =
            polling("hung", "log: {file: \"%s\"}\n".formatted(terminal.device()))) {
      terminal.awaitShown("Polling started for hung");
      Files.createFile(stubborn);
      terminal.pause();
      fill(terminal.device());
      program.signal("TERM");

      // Nobody waits for the log's file but a thread of its own.
      assertThat(program.awaitExit(GRACE.plus(BuiltProgram.PROMPT))).isZero();
      assertThat(program.log().getLast())
          .startsWith("INFO Shutdown complete in N s: ")
          .contains("relay N s (unfinished)");
      assertThat(program.lastedAfter(TRIGGER)).isLessThanOrEqualTo(LATEST);
    }
  }

  /** As with a terminal that has been told to pause: all goes on, and is told to the log file. */
  @Test
  void anOutputThatNobodyTakes() throws Exception {
    Path pipe = pipe("output");
    Path file = folder.resolve("log.txt");
    ConfigurationText configuration =
        SERVERS
            .connected()
            .polling("unread")
            .with("shutdown: {grace: 3s}\nlog: {file: \"%s\"}\n".formatted(file));
    CompletableFuture<InputStream> reader = openedForReading(pipe);
    try (BuiltProgram program =
            BuiltProgram.startInto(
                pipe,
                folder,
                Map.of(),
                "--headless",
                "--config",
                configuration.write(folder).toString());
        InputStream unread = reader.get(BuiltProgram.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .until(() -> Files.exists(file) && Files.readString(file).contains("Polling started"));
      fill(pipe);
      program.signal("TERM");

      assertThat(program.awaitExit(GRACE)).isZero();
      assertThat(Files.readAllLines(file))
          .anyMatch(line -> line.contains("Polling stopped for unread"))
          .last()
          .asString()
          .contains("Shutdown complete in");
      assertThat(unread.available()).isPositive();
    }
    SERVERS.assertLeft();
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return pipe;
  }

  /** Starts it with the stubborn driver, and waits until it polls. */
  private BuiltProgram polling(String name, String more) throws Exception {
    Path file =
        ConfigurationText.empty()
            .nats(SERVERS.nats())
            .mariaDb(
                SERVERS.mariaDb().url(),
                SERVERS.mariaDb().app(),
                "properties: {socketFactory: %s}".formatted(StubbornSocketFactory.class.getName()))
            .polling(name)
            .with("shutdown: {grace: 3s}\n" + more)
            .write(folder);
    String options =
        "-Xbootclasspath/a:%s -D%s=%s"
            .formatted(driverFolder(), StubbornSocketFactory.SWITCH, stubborn);
    BuiltProgram program =
        BuiltProgram.start(
            folder,
            Map.of("SIGNALBOX_JAVA_OPTIONS", options),
            "--headless",
            "--config",
            file.toString());
    try {
      program.awaitLine("Polling started for " + name);
      return program;
    } catch (Throwable t) {
      program.close();
      throw t;
    }
  }

  /** The compiled driver alone, without the rest of the tests. */
  private Path driverFolder() throws Exception {
    Class<?> driver = StubbornSocketFactory.class;
    Path compiled =
        Path.of(driver.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(driver.getPackageName().replace('.', '/'));
    Path copies =
        Files.createDirectories(
            folder.resolve("driver").resolve(driver.getPackageName().replace('.', '/')));
    try (DirectoryStream<Path> classes =
        Files.newDirectoryStream(compiled, driver.getSimpleName() + "*.class")) {
      for (Path file : classes) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
    return folder.resolve("driver");
  }

  /** Opening a pipe ends when somebody opens its other side. */
  private static CompletableFuture<InputStream> openedForReading(Path pipe) {
    CompletableFuture<InputStream> opened = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                opened.complete(new FileInputStream(pipe.toFile()));
              } catch (Exception e) {
                opened.completeExceptionally(e);
              }
            });
    return opened;
  }

  /** Writes into it until no more goes in, as when nobody ever reads what is logged. */
  private static void fill(Path unread) throws Exception {
    Thread filling =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try (FileChannel channel = FileChannel.open(unread, StandardOpenOption.WRITE)) {
                    while (true) {
                      int _ = channel.write(ByteBuffer.allocate(1024));
                    }
                  } catch (Exception e) {
                    // The end of the test interrupts it or takes its reader away.
                  }
                });
    filling.join(Duration.ofSeconds(1));
    assertThat(filling.isAlive()).as("it is full").isTrue();
  }
}
