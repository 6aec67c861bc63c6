package dev.signalbox.journal;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Optional;

/**
 * The lines below the message, without secrets: {@code %details} in a layout is everything known,
 * {@code %details{trace}} only the stack trace of an exception that was logged as such. An expected
 * failure has none, so that standard output stays one line for each event.
 */
public final class DetailsConverter extends ThrowableHandlingConverter {
  private static final String TRACE_ONLY = "trace";

  @Override
  public String convert(ILoggingEvent event) {
    LoggedEvent logged = new LoggedEvent(event, ContextRedaction.in(getContext()));
    Optional<String> details =
        TRACE_ONLY.equals(getFirstOption()) ? logged.stackTrace() : logged.details();
    return details.map(text -> text.stripTrailing() + System.lineSeparator()).orElse("");
  }
}
