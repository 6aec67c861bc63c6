package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** Everything that is logged meanwhile, or written to standard error, by whomever. */
public final class RecordedLog implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  /** Drivers that know no SLF4J speak here. */
  private final java.util.logging.Logger platformRoot = java.util.logging.Logger.getLogger("");

  private final List<String> platformWarnings = new CopyOnWriteArrayList<>();
  private final Handler platformHandler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          if (logged.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
            platformWarnings.add(logged.getLoggerName() + " " + logged.getMessage());
          }
        }

        @Override
        public void flush() {
          // Nothing is held back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  /** Uncaught exceptions come here. */
  private final PrintStream errorsBefore = System.err;

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  public RecordedLog() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    appender.list = new CopyOnWriteArrayList<>();
    appender.start();
    root.addAppender(appender);
    platformRoot.addHandler(platformHandler);
  }

  /** What was logged so far at level info or above, each line after its level. */
  public List<String> lines() {
    return appender.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  /** Drivers and libraries keep quiet, and what the program says is in its own words. */
  public void assertOnlyOurs() {
    assertThat(appender.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .extracting(ILoggingEvent::getLoggerName)
        .allMatch(name -> name.startsWith("signalbox"));
    assertThat(appender.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .filteredOn(event -> event.getThrowableProxy() != null)
        .extracting(ILoggingEvent::getFormattedMessage)
        .as("lines with a stack trace")
        .isEmpty();
    assertThat(lines())
        .filteredOn(line -> line.contains("Exception") || line.contains("Interrupted"))
        .isEmpty();
    assertThat(platformWarnings).isEmpty();
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** One shutdown, begun by that trigger and told to its end. */
  public void assertOneShutdown(String trigger) {
    assertThat(lines()).filteredOn(line -> line.contains(trigger)).isNotEmpty();
    assertThat(lines())
        .filteredOn(line -> line.equals("INFO Starting graceful shutdown..."))
        .hasSize(1);
    assertThat(lines()).filteredOn(line -> line.startsWith("INFO Shutdown complete in")).hasSize(1);
    assertThat(lines()).noneMatch(line -> line.contains("Halting"));
  }

  @Override
  public void close() {
    System.setErr(errorsBefore);
    platformRoot.removeHandler(platformHandler);
    root.detachAppender(appender);
    appender.stop();
  }
}
