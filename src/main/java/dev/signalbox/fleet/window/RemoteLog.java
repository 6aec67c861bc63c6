package dev.signalbox.fleet.window;

import dev.signalbox.base.Scheduler;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.journal.LogPage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The log of an engine that runs elsewhere, read page by page.
 *
 * <p>Threading: any thread, returns at once.
 */
final class RemoteLog {
  /** Whoever has read everything need not ask more often for more. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Inquiry inquiry;
  private final Scheduler scheduler;
  private final int capacity;
  private final LineNumbers lines = new LineNumbers();
  private final Object lock = new Object();
  private long first;

  /**
   * The number of the line that comes next, as far as is known; below zero if that is not known.
   */
  private long next = -1;

  private long askedAt;

  /**
   * Of that engine.
   *
   * @param boot the run of it whose lines come first
   */
  RemoteLog(Inquiry inquiry, Scheduler scheduler, int capacity, String boot) {
    this.inquiry = inquiry;
    this.scheduler = scheduler;
    this.capacity = capacity;
    lines.run(boot);
  }

  /** The engine has said how far its log goes. */
  void heard(Beat beat) {
    synchronized (lock) {
      lines.run(beat.boot());
      next = beat.nextLine();
    }
  }

  CompletionStage<LogPage> page(long from, int limit) {
    synchronized (lock) {
      boolean allRead = next >= 0 && lines.there(from) >= next;
      if (allRead && scheduler.nanoTime() - askedAt < PAUSE.toNanos()) {
        return CompletableFuture.completedStage(
            lines.here(new LogPage(first, next, capacity, List.of())));
      }
      askedAt = scheduler.nanoTime();
    }
    return inquiry
        .of(new Question.Log(lines.there(from), limit), LogPage.class)
        .thenApply(this::noted);
  }

  CompletionStage<LogPage> tail(int limit) {
    return inquiry.of(new Question.LogTail(limit), LogPage.class).thenApply(this::noted);
  }

  private LogPage noted(LogPage page) {
    synchronized (lock) {
      first = page.first();
      next = page.next();
    }
    return lines.here(page);
  }
}
