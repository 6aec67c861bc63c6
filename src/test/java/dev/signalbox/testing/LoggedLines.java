package dev.signalbox.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.slf4j.LoggerFactory;

/**
 * What operators see by default of what one logger, and those below it, say until this is closed.
 *
 * <pre>{@code @AutoClose private final LoggedLines log = new LoggedLines("signalbox");}</pre>
 */
public final class LoggedLines implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Set<String> loggers = new CopyOnWriteArraySet<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
            loggers.add(event.getLoggerName());
          }
        }
      };

  /** Listens from now on. */
  public LoggedLines(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    appender.start();
    logger.addAppender(appender);
  }

  /** Each behind its level. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The names of those that have said something. */
  public Set<String> loggers() {
    return Set.copyOf(loggers);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    appender.stop();
  }
}
