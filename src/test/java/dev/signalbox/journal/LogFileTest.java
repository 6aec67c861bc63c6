package dev.signalbox.journal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.signalbox.base.Deadline;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.Redaction;
import dev.signalbox.testing.LogLevelsAsBefore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the log's file, and of one that cannot be written. */
@Timeout(30)
@ExtendWith(LogLevelsAsBefore.class)
class LogFileTest {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.connection.oracle");

  @TempDir Path folder;
  private final Journal journal = new Journal(1_000, 1_000_000);
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(standardError);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.log", "100%.log", "%d{yyyy}.log", "%i", "a b\\ü$.log"})
  void anyNameIsAName(String name) throws IOException {
    Path file = folder.resolve(name);
    try (JournalLogging _ = attach(file)) {
      LOG.info("first");
    }

    assertThat(Files.readString(file)).endsWith("] first\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw-rw-"})
  void oneThatIsThereIsMadePrivate(String permissions) throws IOException {
    Path file = Files.createFile(folder.resolve("signalbox.log"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    try (JournalLogging _ = attach(file)) {
      LOG.info("first");
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void itIsRotatedAtOnceAndSoManyOldOnesAreKept() throws IOException {
    Path path = folder.resolve("%.log");
    try (LogFile file = new LogFile(path, 100, 2)) {
      for (int line = 0; line < 10; line++) {
        file.append((line + "x".repeat(59) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    assertThat(Files.readString(path)).startsWith("9x");
    assertThat(Files.readString(folder.resolve("%.log.1"))).startsWith("8x");
    assertThat(Files.readString(folder.resolve("%.log.2"))).startsWith("7x");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aFullDiskIsToldOnceAndSoIsThatThereIsRoomAgain() throws IOException {
    Path file = folder.resolve("signalbox.log");
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    try (JournalLogging logging = attach(file)) {
      LOG.info("lost");
      LOG.info("lost as well");
      assertThat(logging.flush(soon())).isFalse();
      assertThat(told(Severity.ERROR)).singleElement().asString().contains("No space left");

      Path room = Files.createFile(folder.resolve("room"));
      Files.move(room, file, StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(10, SECONDS)
          .until(
              () -> {
                LOG.info("written");
                return logging.flush(soon());
              });
      assertThat(told(Severity.WARN)).singleElement().asString().contains("is written again");
    }

    assertThat(Files.readAllLines(file))
        .first()
        .asString()
        .matches("\\[[0-9,]+ lines could not be written here]");
    assertThat(Files.readString(file)).endsWith("] written\n");
    assertThat(complaints.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Cannot write the log file " + file + ": "),
            line -> assertThat(line).contains("is written again; "));
  }

  @Test
  void aMissingFolderIsToldAndTheFileBeginsWhenItIsThere() throws IOException {
    Path file = folder.resolve("logs").resolve("signalbox.log");
    try (JournalLogging logging = attach(file)) {
      LOG.info("lost");
      assertThat(logging.flush(soon())).isFalse();
      assertThat(told(Severity.ERROR)).singleElement().asString().contains("no such folder");

      Files.createDirectory(file.resolveSibling(""));
      await()
          .atMost(10, SECONDS)
          .until(
              () -> {
                LOG.info("written");
                return logging.flush(soon());
              });
    }

    assertThat(Files.readString(file)).contains("could not be written here").contains("] written");
  }

  /** Opening it would wait for a reader. */
  @Test
  void aPipeIsToldAndNotWaitedFor() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (JournalLogging logging = attach(pipe)) {
      LOG.info("lost");
      LOG.info("lost as well");
      assertThat(logging.flush(soon())).isFalse();
    }

    assertThat(told(Severity.ERROR)).singleElement().asString().contains("it is a pipe");
    assertThat(complaints.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("Cannot write the log file " + pipe + ": it is a pipe");
  }

  @Test
  void aDeviceIsWrittenTo() {
    try (JournalLogging logging = attach(Path.of("/dev/null"))) {
      LOG.info("gone");
      assertThat(logging.flush(soon())).isTrue();
    }
    assertThat(told(Severity.ERROR)).isEmpty();
  }

  @Test
  void nobodyWaitsForADiskThatHangs() {
    HangingDisk disk = new HangingDisk();
    LogFileAppender appender =
        new LogFileAppender(disk, new LongLines(), Duration.ZERO, new Untroubled());
    appender.start();
    long before = System.nanoTime();
    for (int i = 0; i < 5_000; i++) {
      appender.doAppend(new LoggingEvent());
    }
    boolean written = appender.flush(Deadline.in(Duration.ofMillis(10)));
    appender.stop(Deadline.in(Duration.ofMillis(10)));

    assertThat(written).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    disk.goOn.countDown();
    await().until(() -> disk.closed);
    assertThat(disk.taken.get()).isBetween(4_000L, 9_000_000L);
  }

  /** Takes nothing until it is told to go on. */
  private static final class HangingDisk implements LogFileAppender.Target {
    final CountDownLatch goOn = new CountDownLatch(1);
    final AtomicLong taken = new AtomicLong();
    volatile boolean closed;

    @Override
    public void append(byte[] lines) throws IOException {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
      taken.addAndGet(lines.length);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class LongLines extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      return new byte[4_000];
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }

  private static final class Untroubled implements LogFileAppender.Trouble {
    @Override
    public void cannotWrite(String why) {
      throw new AssertionError(why);
    }

    @Override
    public void writesAgain(long missing) {
      assertThat(missing).isPositive();
    }
  }

  private JournalLogging attach(Path file) {
    return JournalLogging.attach(
        journal,
        new LogSettings("debug", Optional.of(file), 1_000, 1_000_000),
        () -> Redaction.GENERIC);
  }

  private List<String> told(Severity severity) {
    return journal.tail(1_000).entries().stream()
        .filter(entry -> entry.severity() == severity)
        .map(LogEntry::message)
        .toList();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5));
  }
}
