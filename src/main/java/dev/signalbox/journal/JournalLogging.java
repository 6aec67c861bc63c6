package dev.signalbox.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
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

  /** The toolkit logs while it scrolls a list of log lines: showing that would feed on itself. */
  private static final String TOOLKIT = "javafx";

  private final LogOutputs outputs;
  private final JournalAppender journalAppender;
  private final Optional<LogFileAppender> fileAppender;

  private JournalLogging(
      LogOutputs outputs, JournalAppender journalAppender, Optional<LogFileAppender> fileAppender) {
    this.outputs = outputs;
    this.journalAppender = journalAppender;
    this.fileAppender = fileAppender;
  }

  /** Keeps what is logged in a journal, without secrets. */
  private static final class JournalAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Journal journal;
    private final Supplier<Redaction> redaction;

    JournalAppender(Journal journal, Supplier<Redaction> redaction) {
      this.journal = journal;
      this.redaction = redaction;
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (!event.getLoggerName().startsWith(TOOLKIT)) {
        LoggedEvent logged = new LoggedEvent(event, redaction.get());
        journal.append(
            event.getInstant(),
            logged.severity(),
            logged.source(),
            logged.message(),
            logged.details());
      }
    }
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
    LogOutputs outputs = LogOutputs.in(context);
    JournalAppender journalAppender = new JournalAppender(journal, redaction);
    outputs.add(journalAppender);
    Encoder<ILoggingEvent> encoder = encoder(context, settings.format());
    Optional<LogFileAppender> fileAppender =
        settings.file().map(file -> fileAppender(encoder, file, journal));
    fileAppender.ifPresent(outputs::add);
    if (settings.format() == LogSettings.Format.JSON) {
      outputs.terminal().ifPresent(terminal -> terminal.setEncoder(encoder));
    }
    return new JournalLogging(outputs, journalAppender, fileAppender);
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
    outputs.remove(journalAppender);
    journalAppender.stop();
    fileAppender.ifPresent(
        file -> {
          outputs.remove(file);
          file.stop(limit);
        });
  }

  @Override
  public void close() {
    close(Deadline.in(LAST_LINES));
  }
}
