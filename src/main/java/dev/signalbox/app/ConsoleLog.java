package dev.signalbox.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Where the log lines of a run without a window go: by way of a queue with a thread of its own, so
 * that nobody waits for an output that is not taken.
 */
final class ConsoleLog {
  private ConsoleLog() {}

  /** Leaves standard output to what the command prints, for scripts to read. */
  static void toStandardError() {
    queue()
        .map(queue -> queue.getAppender("output"))
        .filter(output -> output instanceof ConsoleAppender<ILoggingEvent>)
        .map(output -> (ConsoleAppender<ILoggingEvent>) output)
        .ifPresent(
            output -> {
              output.stop();
              output.setTarget("System.err");
              output.start();
            });
  }

  /**
   * Writes what is queued for the output and for the log's file, which blocks as long as these do;
   * nothing is written later.
   */
  static void finish() {
    appender("file").ifPresent(Appender::stop);
    queue().ifPresent(AsyncAppender::stop);
  }

  private static Optional<AsyncAppender> queue() {
    return appender("console")
        .filter(AsyncAppender.class::isInstance)
        .map(AsyncAppender.class::cast);
  }

  private static Optional<Appender<ILoggingEvent>> appender(String name) {
    // While logging is just being set up there is another factory, and nothing is queued.
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? Optional.ofNullable(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(name))
        : Optional.empty();
  }
}
