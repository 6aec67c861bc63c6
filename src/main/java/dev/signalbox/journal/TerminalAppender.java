package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import dev.signalbox.base.Deadline;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is logged to standard output, by way of a {@link LineQueue}: a terminal that was told
 * to pause must not hold up what it is told about. It misses the lines that find no room meanwhile;
 * the journal and the file miss none. Made by the logging configuration.
 *
 * <p>Threading: any thread.
 */
public final class TerminalAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final LineQueue queue = new LineQueue("log-terminal", new Writing());
  private @Nullable Encoder<ILoggingEvent> encoder;
  private volatile boolean toStandardError;

  private final class Writing implements LineQueue.Output {
    @Override
    public void write(byte[] line) {
      PrintStream stream = toStandardError ? System.err : System.out;
      long missing = queue.missing();
      if (missing > 0) {
        byte[] instead = LineQueue.inPlaceOf(missing).getBytes(StandardCharsets.UTF_8);
        stream.write(instead, 0, instead.length);
        queue.told(missing);
      }
      stream.write(line, 0, line.length);
      stream.flush();
    }

    @Override
    public void end() {
      // The stream is the process's own.
    }
  }

  /** For the logging configuration, which gives it before the start. */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  Encoder<ILoggingEvent> encoder() {
    return Objects.requireNonNull(encoder, "The logging configuration gives an encoder");
  }

  /** From the next line on. */
  public void toStandardError() {
    toStandardError = true;
  }

  @Override
  public void start() {
    super.start();
    queue.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    queue.add(encoder().encode(event));
  }

  /** Writes what is left, which it waits for a second at most. */
  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      queue.end(Deadline.in(LAST_LINES));
    }
  }
}
