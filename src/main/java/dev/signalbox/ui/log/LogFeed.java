package dev.signalbox.ui.log;

import dev.signalbox.console.Console;
import dev.signalbox.journal.LogPage;
import dev.signalbox.ui.log.lines.Sieve;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Asks an engine for its log and goes through it in the background, slice by slice. What comes of
 * that is told on the FX thread, and not before what was told last has been taken over: so a window
 * that is busy is told less often, and never twice.
 *
 * <p>Threading: {@link #ask} and {@link #run} from any thread; all the rest belongs to the
 * executor, which does one thing at a time.
 */
final class LogFeed {
  /** What takes longer is shown as far as it has come. */
  private static final long PARTIAL_NANOS = 80_000_000;

  private final Console console;
  private final int capacity;
  private final Executor background;
  private final Consumer<Told> listener;
  private final Sieve sieve = new Sieve();

  /** Entries with a lower number have been taken over. */
  private long read;

  private long first;

  /** Whether an answer is still to come. */
  private boolean asking;

  /** Whether slices are being done. */
  private boolean working;

  /** Whether what was told last is still to be taken over. */
  private boolean telling;

  /** The last wish that what is told obeys. */
  private long wish;

  private long toldWish;

  /** When what is to do was begun, or a part of it last taken over. */
  private long workingSince;

  /**
   * What is told.
   *
   * @param wish the number of the last wish that it obeys
   * @param first the number of the oldest entry that the engine still has
   * @param next the number of the next one
   */
  record Told(Sieve.News news, long wish, long first, long next) {}

  LogFeed(Console console, Executor background, Consumer<Told> listener) {
    this.console = console;
    this.capacity = console.identity().logCapacity();
    this.background = background;
    this.listener = listener;
  }

  /** Takes over what has been logged since, unless an answer is still to come. */
  void ask() {
    background.execute(
        () -> {
          if (!asking) {
            asking = true;
            long from = read;
            var _ =
                console
                    .log(from, capacity)
                    .whenComplete((page, _) -> background.execute(() -> answered(from, page)));
          }
        });
  }

  /** No answer, or one to what is no longer the question: the next tick asks again. */
  private void answered(long from, @Nullable LogPage page) {
    asking = false;
    if (page != null && from == read) {
      read = page.entries().isEmpty() ? read : page.entries().getLast().sequence() + 1;
      first = page.first();
      sieve.append(page.entries(), page.first());
      work();
    }
  }

  /** Takes all lines away; the engine keeps them. */
  void clear() {
    var _ =
        console
            .logTail(0)
            .thenAccept(
                tail ->
                    background.execute(
                        () -> {
                          read = tail.next();
                          first = tail.first();
                          sieve.clear(read);
                          work();
                        }));
  }

  /** Does what is wished; what is told from then on has that number or a higher one. */
  void run(long number, Consumer<Sieve> wished) {
    background.execute(
        () -> {
          wished.accept(sieve);
          wish = number;
          work();
        });
  }

  private void work() {
    if (!working) {
      working = true;
      workingSince = System.nanoTime();
      background.execute(this::slice);
    }
  }

  private void slice() {
    working = sieve.work();
    boolean late = System.nanoTime() - workingSince > PARTIAL_NANOS;
    if (!telling && isNews() && (late || !working)) {
      tell();
    }
    if (working) {
      background.execute(this::slice);
    }
  }

  private boolean isNews() {
    return sieve.isChanged() || toldWish != wish;
  }

  private void tell() {
    telling = true;
    toldWish = wish;
    Told told = new Told(sieve.takeNews(), wish, first, read);
    Platform.runLater(
        () -> {
          listener.accept(told);
          background.execute(this::takenOver);
        });
  }

  private void takenOver() {
    telling = false;
    workingSince = System.nanoTime();
    if (!working && isNews()) {
      tell();
    }
  }
}
