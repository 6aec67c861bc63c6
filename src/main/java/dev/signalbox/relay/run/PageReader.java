package dev.signalbox.relay.run;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.source.Pages;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourcePage;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.StopMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table page by page, one page ahead: while the run publishes a page, the next one is read
 * and waits here until it is taken. Only then is the one after it asked for, so that there is never
 * more than one, and a page that nobody takes costs nothing but to be read again.
 *
 * <p>A stop lets the query under way finish, and nothing begins after it.
 *
 * <p>Threading: reads on a thread of its own, which ends when it is closed; its methods are for the
 * run's thread, which is woken for each page.
 */
final class PageReader implements AutoCloseable {
  private final String name;
  private final RunControl run;
  private final RunControl own;
  private final Source source;
  private final Optional<Lookback> lookback;
  private final Duration interval;
  private final Runnable cycleBegan;
  private final AtomicReference<@Nullable SourcePage> read = new AtomicReference<>();
  private final TermThread thread;

  /** When the call began that is under way; zero if none is. */
  private volatile long callBegan;

  /**
   * Begins to read.
   *
   * @param name of the relay
   * @param own stopped with the run; where the source's calls are stopped, and nobody else waits
   * @param from behind which row
   * @param lookback finds rows between the pages; empty if nobody looks for late ones
   * @param interval from a page that was the last for the time being to the next
   * @param cycleBegan called on the reader's thread, before the first page and behind each interval
   */
  PageReader(
      String name,
      RunControl run,
      RunControl own,
      Source source,
      Optional<Position> from,
      Optional<Lookback> lookback,
      Duration interval,
      Runnable cycleBegan) {
    this.name = name;
    this.run = run;
    this.own = own;
    this.source = source;
    this.lookback = lookback;
    this.interval = interval;
    this.cycleBegan = cycleBegan;
    this.thread = TermThread.start("read " + name, run, () -> readFrom(from));
  }

  private void readFrom(Optional<Position> from) throws RelayException {
    Pages pages = source.pages(from);
    while (true) {
      cycleBegan.run();
      lookBeforeLeaving();
      SourcePage page;
      do {
        own.throwIfStopped();
        page = next(pages);
        handOver(page);
        lookBack();
      } while (page.more() || lookback.filter(Lookback::isUnderWay).isPresent());
      own.pause(interval);
    }
  }

  private SourcePage next(Pages pages) throws RelayException {
    PageReadEvent event = new PageReadEvent();
    event.begin();
    SourcePage page = called(pages::next);
    if (event.shouldCommit()) {
      event.relay = name;
      event.rows = page.rows().size();
      event.bytes = page.rows().stream().mapToLong(row -> row.payload().length).sum();
      event.commit();
    }
    return page;
  }

  /** A page may lead so far that nobody looks any more for what has become visible meanwhile. */
  private void lookBeforeLeaving() throws RelayException {
    if (lookback.filter(Lookback::isOverdue).isPresent()) {
      do {
        lookBack();
      } while (lookback.filter(Lookback::isUnderWay).isPresent());
    }
  }

  private void lookBack() throws RelayException {
    if (lookback.isPresent()) {
      own.throwIfStopped();
      called(lookback.get()::step).ifPresent(this::handOver);
    }
  }

  /** What the database is asked for. */
  @FunctionalInterface
  private interface Call<T> {
    T result() throws RelayException;
  }

  private <T> T called(Call<T> call) throws RelayException {
    // Never zero: that says that nothing is under way.
    callBegan = System.nanoTime() | 1;
    try {
      return call.result();
    } finally {
      callBegan = 0;
    }
  }

  /** How long the database has been asked by now; zero if it is not at the moment. */
  Duration calling() {
    long began = callBegan;
    return began == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
  }

  /** An empty page is nobody's news: polling a table at rest wakes nobody. */
  private void handOver(SourcePage page) {
    if (page.rows().isEmpty()) {
      return;
    }
    read.set(page);
    run.wake();
    own.awaitOrStop(() -> read.get() == null);
  }

  /** Whether {@link #take} returns a page, or throws. */
  boolean isReady() {
    return hasPage() || thread.isOver();
  }

  boolean hasPage() {
    return read.get() != null;
  }

  /** The next page, if it was read already. */
  Optional<SourcePage> poll() {
    Optional<SourcePage> page = Optional.ofNullable(read.getAndSet(null));
    if (page.isPresent()) {
      own.wake();
    }
    return page;
  }

  /**
   * The same, or why there will be none.
   *
   * @throws RunStoppedException if a stop keeps it from being read
   * @throws RelayException as reading failed
   */
  Optional<SourcePage> take() throws RelayException {
    boolean over = thread.isOver();
    Optional<SourcePage> page = poll();
    if (page.isEmpty() && over) {
      thread.throwIfFailed();
    }
    return page;
  }

  /** Cancels what is being read. */
  @Override
  public void close() {
    own.stop(StopMode.AT_ONCE);
    thread.close();
  }
}
