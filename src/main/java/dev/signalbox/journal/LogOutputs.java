package dev.signalbox.journal;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the log goes: standard output, and for a time a journal and a file. What is logged by
 * several threads at once has one order, the same in each of them. Made by the logging
 * configuration.
 *
 * <p>Threading: any thread. Nothing blocks but {@link #finish}, for no output makes whoever logs
 * wait.
 */
public final class LogOutputs extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String NAME = "outputs";

  private final Lock order = new ReentrantLock();
  private final List<Appender<ILoggingEvent>> outputs = new CopyOnWriteArrayList<>();

  /** Those of this context, none so far if its configuration names none. */
  public static synchronized LogOutputs in(LoggerContext context) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(NAME) instanceof LogOutputs configured) {
      return configured;
    }
    LogOutputs added = new LogOutputs();
    added.setContext(context);
    added.setName(NAME);
    added.start();
    root.addAppender(added);
    return added;
  }

  /** For the logging configuration. */
  public void setTerminal(TerminalAppender terminal) {
    outputs.add(terminal);
  }

  /** Standard output, if the configuration names it. */
  public Optional<TerminalAppender> terminal() {
    return outputs.stream()
        .filter(TerminalAppender.class::isInstance)
        .map(TerminalAppender.class::cast)
        .findFirst();
  }

  /** Starts it; it gets what is logged from now on. */
  void add(Appender<ILoggingEvent> output) {
    output.setContext(getContext());
    output.start();
    outputs.add(output);
  }

  /** It gets nothing more, and is not stopped. */
  void remove(Appender<ILoggingEvent> output) {
    outputs.remove(output);
  }

  @Override
  protected void append(ILoggingEvent event) {
    // Outside the lock, for an argument's words may be behind a lock of somebody who logs.
    event.getFormattedMessage();
    order.lock();
    try {
      outputs.forEach(output -> output.doAppend(event));
    } finally {
      order.unlock();
    }
  }

  /**
   * Writes what waits for the outputs, which blocks as long as they do, a second each at most;
   * nothing is written later.
   */
  public void finish() {
    outputs.reversed().forEach(Appender::stop);
  }

  @Override
  public void stop() {
    finish();
    super.stop();
  }
}
