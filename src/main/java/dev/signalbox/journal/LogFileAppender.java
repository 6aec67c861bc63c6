package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import dev.signalbox.base.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is logged into a file, by way of a bounded queue and a thread of its own: whoever
 * logs never waits for a disk and never hears of one. That the file cannot be written is told once,
 * and once more when it can be again; lines that came meanwhile are missing, and counted.
 *
 * <p>Threading: any thread.
 */
public final class LogFileAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final long MOST_WAITING = 8_000_000;
  private static final Duration LAST_LINES = Duration.ofSeconds(1);

  private final LogFile file;
  private final Encoder<ILoggingEvent> encoder;
  private final Duration pause;
  private final Trouble trouble;
  private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private boolean failing;
  private long nextAttempt;

  /** What becomes of the file. Called on the appender's own thread. */
  interface Trouble {
    void cannotWrite(String why);

    /** It can again; so many lines came meanwhile and are not in it. */
    void writesAgain(long missing);
  }

  private sealed interface Item {}

  private record Line(ByteBuffer bytes) implements Item {}

  /** All before it has been dealt with; perhaps nothing comes behind it. */
  private record Reached(CompletableFuture<Boolean> done, boolean last) implements Item {}

  /**
   * Prepares it.
   *
   * @param pause how long a file that could not be written is left alone
   */
  LogFileAppender(LogFile file, Encoder<ILoggingEvent> encoder, Duration pause, Trouble trouble) {
    this.file = file;
    this.encoder = encoder;
    this.pause = pause;
    this.trouble = trouble;
  }

  @Override
  public void start() {
    super.start();
    Thread.ofPlatform().daemon().name("log-file").start(this::write);
  }

  @Override
  protected void append(ILoggingEvent event) {
    byte[] line = encoder.encode(event);
    if (waiting.addAndGet(line.length) > MOST_WAITING) {
      waiting.addAndGet(-line.length);
      missing.incrementAndGet();
    } else {
      queue.add(new Line(ByteBuffer.wrap(line)));
    }
  }

  /** Blocks until all that was logged before is written, or cannot be; false if it is too late. */
  boolean flush(Deadline limit) {
    return reach(false, limit);
  }

  /** Writes what is left, which it waits for no longer than that, and lets the file go. */
  void stop(Deadline limit) {
    if (isStarted()) {
      super.stop();
      reach(true, limit);
    }
  }

  @Override
  public void stop() {
    stop(Deadline.in(LAST_LINES));
  }

  private boolean reach(boolean last, Deadline limit) {
    Reached reached = new Reached(new CompletableFuture<>(), last);
    queue.add(reached);
    try {
      return reached.done().get(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void write() {
    try {
      for (Item next = queue.take(); !isLast(next); next = queue.take()) {
        if (next instanceof Line line) {
          waiting.addAndGet(-line.bytes().remaining());
          write(line.bytes().array());
        }
      }
      file.close();
    } catch (InterruptedException | IOException e) {
      addError("The log file is let go of", e);
    }
  }

  private boolean isLast(Item item) {
    if (item instanceof Reached reached) {
      reached.done().complete(!failing);
      return reached.last();
    }
    return false;
  }

  private void write(byte[] line) {
    if (failing && System.nanoTime() - nextAttempt < 0) {
      missing.incrementAndGet();
      return;
    }
    try {
      tellRecovery();
      file.append(line);
    } catch (IOException e) {
      missing.incrementAndGet();
      nextAttempt = System.nanoTime() + pause.toNanos();
      if (!failing) {
        failing = true;
        trouble.cannotWrite(reason(e));
      }
    }
  }

  /** Says in the file itself what is missing there, which is the proof that it can be written. */
  private void tellRecovery() throws IOException {
    long lines = missing.get();
    if (lines > 0) {
      file.append(
          String.format(Locale.ROOT, "[%,d lines could not be written here]%n", lines)
              .getBytes(StandardCharsets.UTF_8));
      missing.addAndGet(-lines);
    }
    if (failing) {
      failing = false;
      trouble.writesAgain(lines);
    }
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> words(e.getReason());
      default -> words(failure.getMessage());
    };
  }

  private static String words(@Nullable String reason) {
    return Objects.requireNonNullElse(reason, "it cannot be written");
  }
}
