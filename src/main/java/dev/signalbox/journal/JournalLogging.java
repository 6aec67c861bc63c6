package dev.signalbox.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.Redaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Connects the logging of this process with a journal and, if configured, a file.
 *
 * <p>Threading: any thread. Nothing blocks but {@link #flush} and {@link #close}, which write out
 * what is left, within their limits.
 */
public final class JournalLogging implements AutoCloseable {
  private static final List<String> OWN_LOGGERS = List.of("signalbox", "dev.signalbox");
  private static final long FILE_SIZE = 10_000_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final LoggerContext context;
  private final JournalAppender journalAppender;
  private final Optional<LogFileAppender> fileAppender;

  private JournalLogging(
      LoggerContext context,
      JournalAppender journalAppender,
      Optional<LogFileAppender> fileAppender) {
    this.context = context;
    this.journalAppender = journalAppender;
    this.fileAppender = fileAppender;
  }

  /**
   * From now on every line goes to the journal too, and to the configured file; level and form are
   * the configured ones, the form also of standard output. A file that cannot be written is told of
   * in the journal and on standard error, and done without.
   */
  public static JournalLogging attach(
      Journal journal, LogSettings settings, Supplier<Redaction> redaction) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    new ContextRedaction(redaction).install(context);
    for (String name : OWN_LOGGERS) {
      context.getLogger(name).setLevel(Level.toLevel(settings.level()));
    }
    JournalAppender journalAppender = new JournalAppender(journal, redaction);
    begin(context, journalAppender, "journal");
    Encoder<ILoggingEvent> encoder = encoder(context, settings.format());
    Optional<LogFileAppender> fileAppender =
        settings.file().map(file -> fileAppender(encoder, file, journal));
    fileAppender.ifPresent(appender -> begin(context, appender, "file"));
    if (settings.format() == LogSettings.Format.JSON
        && root(context).getAppender("console") instanceof TerminalAppender terminal) {
      terminal.setEncoder(encoder);
    }
    return new JournalLogging(context, journalAppender, fileAppender);
  }

  private static void begin(LoggerContext context, Appender<ILoggingEvent> appender, String name) {
    appender.setContext(context);
    appender.setName(name);
    appender.start();
    root(context).addAppender(appender);
  }

  private static LogFileAppender fileAppender(
      Encoder<ILoggingEvent> encoder, Path file, Journal journal) {
    return new LogFileAppender(
        new LogFile(file, FILE_SIZE, LogSettings.OLD_FILES),
        encoder,
        PAUSE,
        new LogFileAppender.Trouble() {
          @Override
          public void cannotWrite(String why) {
            tell(
                journal,
                Severity.ERROR,
                "Cannot write the log file %s: %s. Lines go to standard output and the window only."
                    .formatted(file, why));
          }

          @Override
          public void writesAgain(long missing) {
            tell(
                journal,
                Severity.WARN,
                String.format(
                    Locale.ROOT,
                    "The log file %s is written again; %,d lines are missing in it",
                    file,
                    missing));
          }
        });
  }

  /** Not by way of the log, most of which is what cannot be written. */
  private static void tell(Journal journal, Severity severity, String message) {
    String line = ForeignText.line(message);
    journal.append(Instant.now(), severity, Subject.PROGRAM, line, Optional.empty());
    System.err.println(line);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogSettings.Format format) {
    return switch (format) {
      case TEXT -> textEncoder(context);
      case JSON -> {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.start();
        yield encoder;
      }
    };
  }

  private static Encoder<ILoggingEvent> textEncoder(LoggerContext context) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.getInstanceConverterMap().put("redacted", MessageConverter::new);
    layout.getInstanceConverterMap().put("details", DetailsConverter::new);
    layout.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%logger] %redacted%n%details");
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    return encoder;
  }

  private static Logger root(LoggerContext context) {
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /**
   * Blocks until what was logged so far is in the file, but no longer than this.
   *
   * @return whether it is
   */
  public boolean flush(Deadline limit) {
    return fileAppender.map(file -> file.flush(limit)).orElse(true);
  }

  /**
   * Writes out what is left, within that limit, and detaches; standard output goes on, still
   * without secrets.
   */
  public void close(Deadline limit) {
    root(context).detachAppender(journalAppender);
    journalAppender.stop();
    fileAppender.ifPresent(
        file -> {
          root(context).detachAppender(file);
          file.stop(limit);
        });
  }

  @Override
  public void close() {
    close(Deadline.in(LAST_LINES));
  }
}
