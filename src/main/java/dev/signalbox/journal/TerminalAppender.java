package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.ForeignText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is logged to standard output, by way of a {@link LineQueue}: a terminal that was told
 * to pause must not hold up what it is told about. It misses the lines that find no room meanwhile;
 * the journal and the file miss none. That it cannot be written to is told once on standard error,
 * and once more when it can be again. Made by the logging configuration.
 *
 * <p>Threading: any thread.
 */
public final class TerminalAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final LineQueue queue = new LineQueue("log-terminal", new Writing());
  private volatile @Nullable Encoder<ILoggingEvent> encoder;
  private volatile OutputStream output = new FileOutputStream(FileDescriptor.out);

  private final class Writing implements LineQueue.Output {
    private boolean failing;

    @Override
    public void write(byte[] line) {
      long missing = queue.missing();
      try {
        if (missing > 0) {
          // The line that failed may have been torn.
          if (failing) {
            output.write(System.lineSeparator().getBytes(StandardCharsets.UTF_8));
          }
          output.write(JsonEncoder.inPlaceOf(missing, encoder()));
          queue.told(missing);
        }
        output.write(line);
        output.flush();
        if (failing) {
          failing = false;
          tell("the log is written to standard output again");
        }
      } catch (IOException e) {
        queue.countMissing();
        if (!failing) {
          failing = true;
          tell("the log cannot be written to standard output: " + e.getMessage());
        }
      }
    }

    private void tell(String line) {
      System.err.println("signalbox: " + ForeignText.line(line));
    }

    @Override
    public void end() {
      // The stream is the process's own.
    }
  }

  /**
   * For the logging configuration, which gives it before the start; another counts from then on.
   */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  Encoder<ILoggingEvent> encoder() {
    return Objects.requireNonNull(encoder, "The logging configuration gives an encoder");
  }

  /** From the next line on. */
  public void toStandardError() {
    to(System.err);
  }

  /**
   * As {@link #toStandardError()}, but there. Not a print stream, for that would keep to itself
   * what becomes of a line.
   */
  void to(OutputStream other) {
    output = other;
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
