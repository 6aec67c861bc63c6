package dev.signalbox.relay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What relaying rows costs once it is under way: from the first page that reaches a tenth of them
 * to the last. The first connections, threads and queries, a lease, and an end are nobody's speed.
 *
 * <p>Threading: told by one thread at a time, asked by another.
 */
final class SteadyPart {
  private static final int PARTS = 10;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final int rows;
  private final CompletableFuture<RelayCost> cost = new CompletableFuture<>();
  private RelayCost.@Nullable Clocks begun;
  private int from;

  /** Of so many rows in all, which are more than a page. */
  SteadyPart(int rows) {
    this.rows = rows;
  }

  /** The first rows, so many, are in the stream, and that is recorded. */
  void recorded(int sofar) {
    RelayCost.Clocks start = begun;
    if (start == null && sofar >= rows / PARTS) {
      from = sofar;
      begun = RelayCost.Clocks.read();
    } else if (start != null && sofar >= rows && !cost.isDone()) {
      cost.complete(start.until(RelayCost.Clocks.read(), sofar - from));
    }
  }

  /** Waits until all are recorded. */
  RelayCost await() {
    return cost.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
