package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.signalbox.settings.Redaction;
import java.util.function.Supplier;

/**
 * Writes what is logged into a journal, without secrets. Runs on the thread that logs and never
 * blocks on anything but the journal's own lock.
 */
public final class JournalAppender extends AppenderBase<ILoggingEvent> {
  /** The toolkit logs while it scrolls a list of log lines: showing that would feed on itself. */
  private static final String TOOLKIT = "javafx";

  private final Journal journal;
  private final Supplier<Redaction> redaction;

  /** Passes every message and all details through {@code redaction} before they are kept. */
  public JournalAppender(Journal journal, Supplier<Redaction> redaction) {
    this.journal = journal;
    this.redaction = redaction;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLoggerName().startsWith(TOOLKIT)) {
      return;
    }
    LoggedEvent logged = new LoggedEvent(event, redaction.get());
    journal.append(
        event.getInstant(), logged.severity(), logged.source(), logged.message(), logged.details());
  }
}
