package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.signalbox.base.StackTrace;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.LogLevelsAsBefore;
import dev.signalbox.testing.PoisonousText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

@ExtendWith(LogLevelsAsBefore.class)
class JournalLoggingTest {
  private static final Logger ORACLE = LoggerFactory.getLogger("signalbox.connection.oracle");

  @TempDir Path folder;
  private final Redaction redaction = Redaction.GENERIC.with(Secret.of("hunter2-1967"));
  private final Journal journal = new Journal(100, 1_000_000);
  private JournalLogging logging = attach(LogSettings.DEFAULT);

  @AfterEach
  void detach() {
    logging.close();
  }

  @Test
  void anEntryCarriesSourceSeverityAndDetails() {
    ORACLE.atWarn().addKeyValue("details", "ORA-12514 in full").log("Oracle does not answer");

    LogEntry entry = only();
    assertThat(entry.severity()).isEqualTo(Severity.WARN);
    assertThat(entry.source()).isEqualTo(Subject.connection("oracle"));
    assertThat(entry.message()).isEqualTo("Oracle does not answer");
    assertThat(entry.details()).contains("ORA-12514 in full");
  }

  @Test
  void anExceptionBecomesDetails() {
    ORACLE.error("Unexpected", new IllegalStateException("half open"));

    assertThat(only().details())
        .hasValueSatisfying(
            details ->
                assertThat(details)
                    .contains("IllegalStateException: half open")
                    .contains("at dev.signalbox.journal.JournalLoggingTest"));
  }

  @Test
  void noSecretGetsThrough() {
    ORACLE
        .atError()
        .addKeyValue("details", "login with hunter2-1967")
        .setCause(new IllegalStateException("hunter2-1967 rejected"))
        .log("Wrong password hunter2-1967");

    LogEntry entry = only();
    assertThat(entry.message()).isEqualTo("Wrong password ***");
    assertThat(entry.details()).contains("login with ***");
  }

  @Test
  void whatForgesALineIsEscapedInRingAndFile() throws IOException {
    Path file = folder.resolve("signalbox.log");
    logging.close();
    logging = attach(new LogSettings("info", Optional.of(file), 100, 1_000_000));
    ORACLE
        .atWarn()
        .addKeyValue("details", "What: \u001b[2J\u202e\nNext step: none")
        .log("Lost: \n12:00:00 ERROR forged\u0007");
    ORACLE.error("Unexpected", new IllegalStateException("gone\nERROR forged"));
    logging.close();

    LogEntry first = journal.page(0, 1).entries().getFirst();
    assertThat(first.message()).isEqualTo("Lost: \\u000a12:00:00 ERROR forged\\u0007");
    assertThat(first.details()).contains("What: \\u001b[2J\\u202e\nNext step: none");
    assertThat(Files.readAllLines(file)).noneMatch(line -> line.startsWith("ERROR forged"));
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void noTextIsExpensive(PoisonousText poison) {
    poison.assertHarmlessTo(
        text -> {
          LoggedEvent logged = logged(text);
          assertThat(logged.message())
              .hasSizeLessThanOrEqualTo(LoggedEvent.LINE_LIMIT)
              .endsWith(" characters]");
          assertThat(logged.details().orElseThrow().length())
              .isLessThanOrEqualTo(LoggedEvent.DETAILS_LIMIT);
          assertThat(logged.stackTrace().orElseThrow().length())
              .isLessThanOrEqualTo(StackTrace.LIMIT);
        });
  }

  private LoggedEvent logged(String text) {
    LoggingEvent event =
        new LoggingEvent(
            "",
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("org.mariadb"),
            Level.INFO,
            "The server says {}",
            new IllegalStateException(text),
            new Object[] {text});
    event.addKeyValuePair(new KeyValuePair("details", "What: " + text));
    return new LoggedEvent(event, redaction);
  }

  @Test
  void aRelayOfTheSameNameIsAnotherSource() {
    LoggerFactory.getLogger("signalbox.relay.oracle").info("polled");

    assertThat(only().source()).isEqualTo(Subject.relay("oracle"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.eu.west", "a..b", "trailing.", "relay"})
  void aNameMayHaveDots(String name) {
    LoggerFactory.getLogger("signalbox.connection." + name).info("connected");

    assertThat(only().source()).isEqualTo(Subject.connection(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.driver",
        "signalbox",
        "signalbox.log",
        "signalbox.connection",
        "signalbox.program.oracle",
        "dev.signalbox.ui.MainWindow"
      })
  void otherLoggersSpeakForTheProgram(String logger) {
    LoggerFactory.getLogger(logger).warn("odd");

    assertThat(only().source()).isEqualTo(Subject.PROGRAM);
  }

  @Test
  void theToolkitsOwnLinesAreLeftOut() {
    LoggerFactory.getLogger("javafx.scene.control").error("flow");

    assertThat(journal.tail(1).next()).isZero();
  }

  @Test
  void theConfiguredLevelHolds() {
    ORACLE.debug("hidden");
    logging.close();
    logging = attach(new LogSettings("debug", Optional.empty(), 100, 1_000_000));
    ORACLE.debug("shown");

    assertThat(only().message()).isEqualTo("shown");
  }

  @Test
  void theFileHoldsMessageAndDetailsWithoutSecrets() throws IOException {
    Path file = folder.resolve("signalbox.log");
    logging.close();
    logging = attach(new LogSettings("info", Optional.of(file), 100, 1_000_000));
    ORACLE
        .atError()
        .addKeyValue("details", "Next step: hunter2-1967")
        .log("Failed with hunter2-1967");
    logging.close();

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).endsWith("ERROR [signalbox.connection.oracle] Failed with ***");
    assertThat(lines.getLast()).isEqualTo("Next step: ***");
  }

  @Test
  void whatManyThreadsLogHasOneOrderInRingAndFile() throws IOException {
    Path file = folder.resolve("signalbox.log");
    logging.close();
    logging = attach(new LogSettings("info", Optional.of(file), 100, 1_000_000));
    int threads = 8;
    int lines = 500;
    Journal whole = new Journal(threads * lines, 10_000_000);
    try (JournalLogging second =
            JournalLogging.attach(whole, LogSettings.DEFAULT, () -> redaction);
        ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        String name = "thread " + thread;
        executor.execute(
            () -> IntStream.range(0, lines).forEach(line -> ORACLE.info("{}, {}", name, line)));
      }
    }
    logging.close();

    assertThat(Files.readAllLines(file).stream().map(line -> line.split("] ", 2)[1]))
        .hasSize(threads * lines)
        .containsExactlyElementsOf(
            whole.page(0, threads * lines).entries().stream().map(LogEntry::message).toList());
  }

  @Test
  void aFileThatCannotBeOpenedIsReported() {
    logging.close();
    logging = attach(new LogSettings("info", Optional.of(folder), 100, 1_000_000));

    ORACLE.info("lost");
    ORACLE.info("lost as well");
    logging.close();

    assertThat(journal.page(0, 10).entries())
        .filteredOn(entry -> entry.severity() == Severity.ERROR)
        .singleElement()
        .extracting(LogEntry::message, InstanceOfAssertFactories.STRING)
        .startsWith("Cannot write the log file " + folder);
  }

  @Test
  void afterClosingNothingIsRecorded() {
    logging.close();
    ORACLE.info("late");

    assertThat(journal.tail(1).next()).isZero();
  }

  private JournalLogging attach(LogSettings settings) {
    return JournalLogging.attach(journal, settings, () -> redaction);
  }

  private LogEntry only() {
    List<LogEntry> entries = journal.page(0, 10).entries();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }
}
