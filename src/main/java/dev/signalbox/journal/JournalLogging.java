package dev.signalbox.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.signalbox.settings.LogSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connects the logging of this process with a journal and, if configured, a file.
 *
 * <p>Threading: {@link #attach} opens a file, so not on the FX thread. {@link #close} writes out
 * what is left and may be called from any thread.
 */
public final class JournalLogging implements AutoCloseable {
  private static final List<String> OWN_LOGGERS = List.of("signalbox", "dev.signalbox");
  private static final long FILE_SIZE = 10 * FileSize.MB_COEFFICIENT;
  private static final int OLD_FILES = 5;

  private final LoggerContext context;
  private final JournalAppender journalAppender;
  private final @Nullable RollingFileAppender<ILoggingEvent> fileAppender;

  private JournalLogging(
      LoggerContext context,
      JournalAppender journalAppender,
      @Nullable RollingFileAppender<ILoggingEvent> fileAppender) {
    this.context = context;
    this.journalAppender = journalAppender;
    this.fileAppender = fileAppender;
  }

  /**
   * From now on every line goes to the journal too, and to the configured file; the level is the
   * configured one. A file that cannot be opened is reported as a warning and done without.
   */
  public static JournalLogging attach(
      Journal journal, LogSettings settings, UnaryOperator<String> redaction) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    new ContextRedaction(redaction).install(context);
    for (String name : OWN_LOGGERS) {
      context.getLogger(name).setLevel(Level.toLevel(settings.level()));
    }
    JournalAppender journalAppender = new JournalAppender(journal, redaction);
    journalAppender.setContext(context);
    journalAppender.setName("journal");
    journalAppender.start();
    root(context).addAppender(journalAppender);
    return new JournalLogging(context, journalAppender, openFile(context, settings.file()));
  }

  private static @Nullable RollingFileAppender<ILoggingEvent> openFile(
      LoggerContext context, Optional<Path> file) {
    if (file.isEmpty()) {
      return null;
    }
    RollingFileAppender<ILoggingEvent> appender = fileAppender(context, file.get());
    if (!appender.isStarted()) {
      LoggerFactory.getLogger("signalbox.log")
          .warn(
              "Cannot write the log file {}; lines go to standard output and the window only."
                  + " Check that its folder exists and may be written to",
              file.get());
      return null;
    }
    root(context).addAppender(appender);
    return appender;
  }

  private static RollingFileAppender<ILoggingEvent> fileAppender(LoggerContext context, Path file) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName("file");
    appender.setFile(file.toString());
    appender.setEncoder(encoder(context));

    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context);
    names.setParent(appender);
    names.setFileNamePattern(file + ".%i");
    names.setMaxIndex(OLD_FILES);
    names.start();
    appender.setRollingPolicy(names);

    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(FILE_SIZE));
    size.start();
    appender.setTriggeringPolicy(size);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
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

  /** Writes out what is left; whatever is logged later is written, too. */
  public void flush() {
    if (fileAppender != null && fileAppender.getOutputStream() != null) {
      try {
        fileAppender.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException("The log file could not be written", e);
      }
    }
  }

  /** Writes out what is left and detaches; standard output goes on, still without secrets. */
  @Override
  public void close() {
    Logger root = root(context);
    root.detachAppender(journalAppender);
    journalAppender.stop();
    if (fileAppender != null) {
      root.detachAppender(fileAppender);
      fileAppender.stop();
    }
  }
}
