package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.FileFailures;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes what is logged into a file, by way of a {@link LineQueue}: whoever logs never waits for a
 * disk and never hears of one. That the file cannot be written is told once, and once more when it
 * can be again; lines that came meanwhile are missing, and counted.
 *
 * <p>Threading: any thread.
 */
public final class LogFileAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final Target file;
  private final Encoder<ILoggingEvent> encoder;
  private final Duration pause;
  private final Trouble trouble;
  private final LineQueue queue = new LineQueue("log-file", new Writing());
  private volatile boolean failing;
  private long nextAttempt;

  /** What it writes to. Blocks as long as the disk does. Called on the appender's own thread. */
  interface Target extends Closeable {
    /** Writes one or more whole lines. */
    void append(byte[] lines) throws IOException;
  }

  /** What becomes of the file. Called on the appender's own thread. */
  interface Trouble {
    void cannotWrite(String why);

    /** It can again; so many lines came meanwhile and are not in it. */
    void writesAgain(long missing);
  }

  private final class Writing implements LineQueue.Output {
    @Override
    public void write(byte[] line) {
      LogFileAppender.this.write(line);
    }

    @Override
    public void end() {
      try {
        file.close();
      } catch (IOException e) {
        addError("The log file is let go of", e);
      }
    }
  }

  /**
   * Prepares it.
   *
   * @param pause how long a file that could not be written is left alone
   */
  LogFileAppender(Target file, Encoder<ILoggingEvent> encoder, Duration pause, Trouble trouble) {
    this.file = file;
    this.encoder = encoder;
    this.pause = pause;
    this.trouble = trouble;
  }

  @Override
  public void start() {
    super.start();
    queue.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    queue.add(encoder.encode(event));
  }

  /** Blocks until all that was logged before is written, or cannot be; false if it is too late. */
  boolean flush(Deadline limit) {
    return queue.await(limit) && !failing;
  }

  /** Writes what is left, which it waits for no longer than that, and lets the file go. */
  void stop(Deadline limit) {
    if (isStarted()) {
      super.stop();
      queue.end(limit);
    }
  }

  @Override
  public void stop() {
    stop(Deadline.in(LAST_LINES));
  }

  private void write(byte[] line) {
    if (failing && System.nanoTime() - nextAttempt < 0) {
      queue.countMissing();
      return;
    }
    try {
      tellRecovery();
      file.append(line);
    } catch (IOException e) {
      queue.countMissing();
      nextAttempt = System.nanoTime() + pause.toNanos();
      if (!failing) {
        failing = true;
        trouble.cannotWrite(FileFailures.reason(e));
      }
    }
  }

  /** Says in the file itself what is missing there, which is the proof that it can be written. */
  private void tellRecovery() throws IOException {
    long lines = queue.missing();
    if (lines > 0) {
      file.append(JsonEncoder.inPlaceOf(lines, encoder));
      queue.told(lines);
    }
    if (failing) {
      failing = false;
      trouble.writesAgain(lines);
    }
  }
}
