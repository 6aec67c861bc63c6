package dev.signalbox.journal;

import dev.signalbox.base.Deadline;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines on their way to an output that may hang: whoever logs never waits for it. Bounded in bytes;
 * lines that find no room are missing, and counted.
 *
 * <p>Threading: any thread; the output is called on a thread of the queue's own.
 */
final class LineQueue {
  private static final long MOST_WAITING = 8_000_000;

  private final String name;
  private final Output output;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();

  /** Where the lines go, one after the other; may block. */
  interface Output {
    void write(byte[] line);

    /** Nothing comes any more. */
    void end();
  }

  private sealed interface Item {}

  /** One line, which nobody changes any more. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Line(byte[] bytes) implements Item {}

  /** All before it has been dealt with; perhaps nothing comes behind it. */
  private record Reached(CompletableFuture<Void> done, boolean last) implements Item {}

  /**
   * Prepares it.
   *
   * @param name of its thread
   */
  LineQueue(String name, Output output) {
    this.name = name;
    this.output = output;
  }

  void start() {
    Thread.ofPlatform().daemon().name(name).start(this::write);
  }

  void add(byte[] line) {
    if (waiting.addAndGet(line.length) > MOST_WAITING) {
      waiting.addAndGet(-line.length);
      countMissing();
    } else {
      items.add(new Line(line));
    }
  }

  /** A line was lost in another way. */
  void countMissing() {
    missing.incrementAndGet();
  }

  /** How many lines found no room since they were {@linkplain #told}. */
  long missing() {
    return missing.get();
  }

  void told(long lines) {
    missing.addAndGet(-lines);
  }

  /** What takes the place of so many lines. */
  static String inPlaceOf(long lines) {
    return String.format(Locale.ROOT, "[%,d lines could not be written here]%n", lines);
  }

  /** Blocks until all that was added before has been dealt with; false if it is too late. */
  boolean await(Deadline limit) {
    return reach(false, limit);
  }

  /** Ends the thread behind what was added before, which it waits for no longer than that. */
  void end(Deadline limit) {
    reach(true, limit);
  }

  private boolean reach(boolean last, Deadline limit) {
    Reached reached = new Reached(new CompletableFuture<>(), last);
    items.add(reached);
    try {
      reached.done().get(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void write() {
    try {
      for (Item next = items.take(); !isLast(next); next = items.take()) {
        if (next instanceof Line line) {
          waiting.addAndGet(-line.bytes().length);
          output.write(line.bytes());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      output.end();
    }
  }

  private static boolean isLast(Item item) {
    if (item instanceof Reached reached) {
      reached.done().complete(null);
      return reached.last();
    }
    return false;
  }
}
