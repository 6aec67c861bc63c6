package dev.signalbox.ui.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.fleet.BulkPlan.Order;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commands of a plan, not too many at a time, and keeps what becomes of each.
 *
 * <p>Threading: sends on a virtual thread of its own; any thread may look.
 */
final class BulkRun {
  /** So many wait for an answer at most. */
  static final int AT_ONCE = 64;

  private final BulkPlan plan;
  private final Fleet fleet;
  private final Actor operator;
  private final AtomicReferenceArray<BulkResult> results;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private volatile boolean ended;
  private volatile long changes;

  private BulkRun(BulkPlan plan, Fleet fleet, Actor operator) {
    this.plan = plan;
    this.fleet = fleet;
    this.operator = operator;
    this.results = new AtomicReferenceArray<>(plan.orders().size());
    IntStream.range(0, results.length()).forEach(i -> results.set(i, BulkResult.WAITING));
  }

  /** Begins to send. */
  static BulkRun begin(BulkPlan plan, Fleet fleet, Actor operator) {
    BulkRun run = new BulkRun(plan, fleet, operator);
    Thread.ofVirtual().name("command engines").start(run::send);
    return run;
  }

  private void send() {
    for (int i = 0; i < results.length(); i++) {
      room.acquireUninterruptibly();
      if (ended) {
        set(i, BulkResult.NOT_SENT);
        room.release();
      } else {
        send(i, plan.orders().get(i));
      }
    }
  }

  private void send(int index, Order order) {
    set(index, BulkResult.SENT);
    var _ =
        fleet
            .send(order.engine(), order.command(), operator)
            .whenComplete(
                (outcome, lost) -> {
                  set(index, result(outcome, lost));
                  room.release();
                });
  }

  private static BulkResult result(@Nullable Outcome outcome, @Nullable Throwable lost) {
    return BulkResult.of(outcome == null ? new Outcome.NoAnswer(String.valueOf(lost)) : outcome);
  }

  private synchronized void set(int index, BulkResult result) {
    results.set(index, result);
    changes++;
  }

  /** Sends nothing more; what is sent already may still be answered. */
  void sendNoMore() {
    ended = true;
    // Whoever waits for room is to find out, also if nobody answers any more.
    room.release();
  }

  BulkPlan plan() {
    return plan;
  }

  /** Rises with each news. */
  long changes() {
    return changes;
  }

  /** What became of each command so far, in the plan's order. */
  List<BulkResult> results() {
    return IntStream.range(0, results.length()).mapToObj(results::get).toList();
  }
}
