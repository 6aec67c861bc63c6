package dev.signalbox.journal;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message, without secrets: {@code %redacted} in a layout. */
public final class MessageConverter extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return new LoggedEvent(event, ContextRedaction.in(getContext())).message();
  }
}
