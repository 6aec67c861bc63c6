package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What the logging configuration of the product writes to standard output. */
class StandardOutputTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws JoranException {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(JournalLogging.class.getResource("/logback.xml")));
    new ContextRedaction(() -> Redaction.GENERIC.with(Secret.of("hunter2-1967"))).install(context);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void anEventIsOneLineWithItsMessageAsItIs() {
    LoggingEvent event = event("NATS connection closed gracefully", null);
    event.addKeyValuePair(new KeyValuePair("details", "in full"));

    assertThat(written(event))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ERROR NATS connection closed gracefully\\R");
  }

  @Test
  void anUnexpectedExceptionBringsItsTraceAndNoSecret() {
    String written =
        written(event("Wrong password hunter2-1967", new RuntimeException("hunter2-1967")));

    assertThat(written)
        .contains("Wrong password ***", "java.lang.RuntimeException: " + Redaction.WITHHELD)
        .contains("at dev.signalbox.journal.StandardOutputTest")
        .doesNotContain("hunter2-1967");
  }

  @Test
  void driversSpeakOnlyOfErrors() {
    assertThat(context.getLogger("com.zaxxer.hikari.pool").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("org.mariadb.jdbc").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("signalbox.nats").isInfoEnabled()).isTrue();
  }

  @Test
  void nobodyWaitsForATerminalThatPausesAndItSaysWhatItMissed() {
    PausedTerminal paused = new PausedTerminal();
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(paused, false, StandardCharsets.UTF_8));
    try {
      terminal().toStandardError();
      Logger log = context.getLogger("signalbox.nats");
      String words = "x".repeat(4_000);
      for (int i = 0; i < 5_000; i++) {
        log.info(words);
      }
      paused.goOn.countDown();
      Awaitility.await()
          .untilAsserted(
              () -> {
                log.info("Once more");
                assertThat(paused.text()).contains(" lines could not be written here]");
              });
    } finally {
      paused.goOn.countDown();
      terminal().stop();
      System.setErr(standardError);
    }

    assertThat(paused.text().length()).isBetween(4_000_000, 9_000_000);
  }

  @Test
  void thatNothingCanBeWrittenIsToldOnceAndSoIsThatItCanBeAgain() {
    FullDisk disk = new FullDisk();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    try {
      terminal().to(disk);
      Logger log = context.getLogger("signalbox.nats");
      log.info("lost");
      log.info("lost as well");
      Awaitility.await().until(() -> disk.refused.get() >= 2);
      disk.full = false;
      log.info("written");
    } finally {
      terminal().stop();
      System.setErr(standardError);
    }

    assertThat(disk.taken.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).isEqualTo("[2 lines could not be written here]"),
            line -> assertThat(line).endsWith(" written"));
    assertThat(complaints.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "signalbox: the log cannot be written to standard output: No space left on device",
            "signalbox: the log is written to standard output again");
  }

  @Test
  void itHasTheOrderOfEveryOtherOutput() throws InterruptedException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    terminal().to(written);
    ListAppender<ILoggingEvent> other = new ListAppender<>();
    LogOutputs.in(context).add(other);
    Logger log = context.getLogger("signalbox.nats");
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    Thread.ofPlatform()
                        .start(
                            () ->
                                IntStream.range(0, 500)
                                    .forEach(line -> log.info("{}, {}", thread, line))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    terminal().stop();

    assertThat(written.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 3)[2]))
        .containsExactlyElementsOf(
            other.list.stream().map(event -> " " + event.getFormattedMessage()).toList());
  }

  /** Takes nothing as long as it is full. */
  private static final class FullDisk extends OutputStream {
    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    final AtomicInteger refused = new AtomicInteger();
    volatile boolean full = true;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (full) {
        refused.incrementAndGet();
        throw new IOException("No space left on device");
      }
      taken.write(bytes, from, length);
    }
  }

  /** Takes nothing until it is told to go on. */
  private static final class PausedTerminal extends OutputStream {
    final CountDownLatch goOn = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
      taken.write(bytes, from, length);
    }

    String text() {
      return taken.toString(StandardCharsets.UTF_8);
    }
  }

  private LoggingEvent event(String message, @Nullable Throwable thrown) {
    Logger logger = context.getLogger("signalbox.nats");
    return new LoggingEvent("", logger, Level.ERROR, message, thrown, new Object[0]);
  }

  private String written(ILoggingEvent event) {
    return new String(terminal().encoder().encode(event), StandardCharsets.UTF_8);
  }

  private TerminalAppender terminal() {
    return LogOutputs.in(context).terminal().orElseThrow();
  }
}
