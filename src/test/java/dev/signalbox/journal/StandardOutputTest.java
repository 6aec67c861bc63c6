package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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

  private LoggingEvent event(String message, @Nullable Throwable thrown) {
    Logger logger = context.getLogger("signalbox.nats");
    return new LoggingEvent("", logger, Level.ERROR, message, thrown, new Object[0]);
  }

  private String written(ILoggingEvent event) {
    AsyncAppender queue =
        (AsyncAppender) context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("console");
    ConsoleAppender<ILoggingEvent> console =
        (ConsoleAppender<ILoggingEvent>) Objects.requireNonNull(queue).getAppender("output");
    return new String(
        Objects.requireNonNull(console).getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
