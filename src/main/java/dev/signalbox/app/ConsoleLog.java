package dev.signalbox.app;

import ch.qos.logback.classic.LoggerContext;
import dev.signalbox.journal.LogOutputs;
import dev.signalbox.journal.TerminalAppender;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Where the log lines of a run without a window go. */
final class ConsoleLog {
  private ConsoleLog() {}

  /** Leaves standard output to what the command prints, for scripts to read. */
  static void toStandardError() {
    outputs().flatMap(LogOutputs::terminal).ifPresent(TerminalAppender::toStandardError);
  }

  /** Writes what is queued for the outputs of the log; nothing is written later. */
  static void finish() {
    outputs().ifPresent(LogOutputs::finish);
  }

  private static Optional<LogOutputs> outputs() {
    // While logging is just being set up there is another factory, and nothing is queued.
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? Optional.of(LogOutputs.in(context))
        : Optional.empty();
  }
}
