package dev.signalbox.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.signalbox.journal.TerminalAppender;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Where the log lines of a run without a window go. */
final class ConsoleLog {
  private ConsoleLog() {}

  /** Leaves standard output to what the command prints, for scripts to read. */
  static void toStandardError() {
    appender("console")
        .filter(TerminalAppender.class::isInstance)
        .map(TerminalAppender.class::cast)
        .ifPresent(TerminalAppender::toStandardError);
  }

  /**
   * Writes what is queued for the output and for the log's file, which blocks as long as these do;
   * nothing is written later.
   */
  static void finish() {
    appender("file").ifPresent(Appender::stop);
    appender("console").ifPresent(Appender::stop);
  }

  private static Optional<Appender<ILoggingEvent>> appender(String name) {
    // While logging is just being set up there is another factory, and nothing is queued.
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? Optional.ofNullable(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name))
        : Optional.empty();
  }
}
