package dev.signalbox.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.StackTrace;
import dev.signalbox.settings.Redaction;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * A logging event as this program reads it: bounded, free of secrets, with nothing in it that
 * steers a terminal or looks like a line of its own, with a source, and with the details that were
 * logged beside the message.
 */
record LoggedEvent(ILoggingEvent event, Redaction redaction) {
  private static final String SUBJECTS = "signalbox.";
  private static final List<String> OWN_LOGGERS = List.of("signalbox", "dev.signalbox");
  private static final String DETAILS = "details";

  /** Characters of a line: what a failure repeats of a peer's words, and as much of our own. */
  static final int LINE_LIMIT = 2 * ForeignText.LIMIT;

  /** Characters of all details: what is said of a failure, and its trace. */
  static final int DETAILS_LIMIT = 2 * StackTrace.LIMIT;

  String message() {
    String message = ForeignText.cut(event.getFormattedMessage(), LINE_LIMIT);
    return ForeignText.line(withoutSecrets(message), LINE_LIMIT);
  }

  /** What a library logs is somebody else's text as well. */
  private String withoutSecrets(String text) {
    return isOwn() ? redaction.redact(text) : redaction.withhold(text);
  }

  private boolean isOwn() {
    String logger = event.getLoggerName();
    return OWN_LOGGERS.stream().anyMatch(own -> logger.equals(own) || logger.startsWith(own + "."));
  }

  Severity severity() {
    return switch (event.getLevel().toInt()) {
      case Level.ERROR_INT -> Severity.ERROR;
      case Level.WARN_INT -> Severity.WARN;
      case Level.INFO_INT -> Severity.INFO;
      case Level.DEBUG_INT -> Severity.DEBUG;
      default -> Severity.TRACE;
    };
  }

  /** The connection or relay that speaks, or the program. */
  Subject source() {
    String logger = event.getLoggerName();
    int dot = logger.indexOf('.', SUBJECTS.length());
    if (!logger.startsWith(SUBJECTS) || dot < 0) {
      return Subject.PROGRAM;
    }
    // A name may have dots itself.
    return Subject.named(logger.substring(SUBJECTS.length(), dot), logger.substring(dot + 1))
        .orElse(Subject.PROGRAM);
  }

  /** What was logged under the key "details", else the stack trace. */
  Optional<String> details() {
    return keyedDetails().or(this::stackTrace);
  }

  /** The trace of an exception nobody had a better word for. */
  Optional<String> stackTrace() {
    return Optional.ofNullable(event.getThrowableProxy()).map(this::trace);
  }

  private String trace(IThrowableProxy proxy) {
    return switch (proxy) {
      case ThrowableProxy logged -> StackTrace.of(logged.getThrowable(), redaction::withhold);
      default -> lines(ThrowableProxyUtil.asString(proxy));
    };
  }

  private String lines(String details) {
    return ForeignText.lines(
        withoutSecrets(ForeignText.cut(details, DETAILS_LIMIT)), LINE_LIMIT, DETAILS_LIMIT);
  }

  private Optional<String> keyedDetails() {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return Optional.ofNullable(pairs).stream()
        .flatMap(List::stream)
        .filter(pair -> DETAILS.equals(pair.key) && pair.value != null)
        .map(pair -> lines(String.valueOf(pair.value)))
        .filter(details -> !details.isBlank())
        .findFirst();
  }
}
