package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.base.Deadline;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.LogLevelsAsBefore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A log for programs: one object in each line, whatever is logged. */
@ExtendWith(LogLevelsAsBefore.class)
class JsonLogTest {
  private static final Logger ORACLE = LoggerFactory.getLogger("signalbox.connection.oracle");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final Journal journal = new Journal(100, 1_000_000);
  private final Redaction redaction = Redaction.GENERIC.with(Secret.of("hunter2-1967"));

  private Path file() {
    return folder.resolve("signalbox.log");
  }

  private JournalLogging attach() {
    return JournalLogging.attach(
        journal,
        new LogSettings("info", LogSettings.Format.JSON, Optional.of(file()), 100, 1_000_000),
        () -> redaction);
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(JSON::readTree).toList();
  }

  @Test
  void everyEventIsOneObjectWithAllThatIsKnown() throws Exception {
    OffsetDateTime before = OffsetDateTime.now(ZoneId.systemDefault()).minusSeconds(1);
    try (JournalLogging logging = attach()) {
      ORACLE
          .atWarn()
          .addKeyValue("details", "What: late\nNext step: none")
          .log("Oracle is \"late\"");
      LoggerFactory.getLogger("signalbox").error("Unexpected", new IllegalStateException("gone"));
      assertThat(logging.flush(soon())).isTrue();
    }

    List<JsonNode> lines = objects(file());
    assertThat(lines).hasSize(2);
    JsonNode first = lines.getFirst();
    assertThat(first.propertyNames())
        .containsExactly("time", "level", "source", "logger", "message", "details");
    OffsetDateTime time = OffsetDateTime.parse(first.get("time").asString());
    assertThat(time).isBetween(before, before.plusMinutes(10));
    assertThat(time.getOffset()).isEqualTo(before.getOffset());
    assertThat(first.get("level").asString()).isEqualTo("WARN");
    assertThat(first.get("source").asString()).isEqualTo("connection oracle");
    assertThat(first.get("logger").asString()).isEqualTo("signalbox.connection.oracle");
    assertThat(first.get("message").asString()).isEqualTo("Oracle is \"late\"");
    assertThat(first.get("details").asString()).isEqualTo("What: late\nNext step: none");

    JsonNode second = lines.getLast();
    assertThat(second.get("source").asString()).isEqualTo("signalbox");
    assertThat(second.get("details").asString())
        .startsWith("java.lang.IllegalStateException: gone")
        .contains("at dev.signalbox.journal.JsonLogTest");
  }

  @Test
  void noSecretAndNothingForgedGetsIntoIt() throws Exception {
    try (JournalLogging logging = attach()) {
      ORACLE
          .atError()
          .addKeyValue("details", "login with hunter2-1967")
          .log("Wrong hunter2-1967\n{\"level\":\"ERROR\"}\u001b[2J\u202e\ud800");
      assertThat(logging.flush(soon())).isTrue();
    }

    assertThat(Files.readString(file())).doesNotContain("hunter2-1967");
    assertThat(objects(file()))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("message").asString())
                  .isEqualTo("Wrong ***\\u000a{\"level\":\"ERROR\"}\\u001b[2J\\u202e\\ud800");
              assertThat(line.get("details").asString()).isEqualTo("login with ***");
              assertThat(line.get("level").asString()).isEqualTo("ERROR");
            });
  }

  @Test
  void fullFilesAreRenamedAndEachHoldsWholeObjects() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    LogFileAppender appender =
        new LogFileAppender(
            new LogFile(file(), 2_000, 2), encoder, Duration.ofSeconds(1), new Untroubled());
    appender.setContext(context);
    appender.start();
    ch.qos.logback.classic.Logger logger = context.getLogger("signalbox.connection.oracle");
    logger.addAppender(appender);
    try {
      for (int i = 0; i < 40; i++) {
        logger.warn("Line {} of those that fill a file", i);
      }
      assertThat(appender.flush(soon())).isTrue();
    } finally {
      logger.detachAppender(appender);
      appender.stop();
    }

    List<JsonNode> lines = new ArrayList<>();
    for (Path each :
        List.of(LogSettings.oldFile(file(), 2), LogSettings.oldFile(file(), 1), file())) {
      assertThat(Files.size(each)).isBetween(1L, 2_000L);
      lines.addAll(objects(each));
    }
    assertThat(lines.getLast().get("message").asString())
        .isEqualTo("Line 39 of those that fill a file");
    assertThat(LogSettings.oldFile(file(), 3)).doesNotExist();
  }

  @Test
  void whatIsMissingIsToldInAnObject() {
    JsonNode line = JSON.readTree(JsonEncoder.inPlaceOf(1_200, new JsonEncoder()));

    assertThat(line.get("level").asString()).isEqualTo("WARN");
    assertThat(line.get("missing").asInt()).isEqualTo(1_200);
    assertThat(line.get("message").asString()).isEqualTo("[1,200 lines could not be written here]");
  }

  private static final class Untroubled implements LogFileAppender.Trouble {
    @Override
    public void cannotWrite(String why) {
      throw new AssertionError(why);
    }

    @Override
    public void writesAgain(long missing) {
      throw new AssertionError(missing + " lines are missing");
    }
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5));
  }
}
