package dev.signalbox.relay.tools;

import dev.signalbox.base.Actor;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import java.time.Duration;
import java.util.Optional;

/** Takes a lease from an engine that is dead or stuck. */
public final class TakeoverTool {
  /** A lease is renewed three times while it lasts. */
  private static final int RENEWALS_PER_LEASE = 3;

  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Bench bench;
  private final CheckpointDesk desk;

  public TakeoverTool(Bench bench) {
    this.bench = bench;
    this.desk = bench.desk();
  }

  /**
   * Who has the lease.
   *
   * @param row empty if the relay has no checkpoint yet
   * @param renewed whether the lease was renewed while it was looked at
   */
  public record Holding(Optional<CheckpointView> row, boolean renewed) {
    /** Empty if nobody has it. */
    public Optional<LeaseView> lease() {
      return row.flatMap(CheckpointView::lease);
    }
  }

  /**
   * Looks who has the lease, and, while it lasts, for as long as it takes to see it renewed: a
   * third of its time and a second. Changes nothing.
   */
  public Holding look() throws RelayException {
    Holding first = new Holding(desk.read(), false);
    if (first.lease().filter(LeaseView::isLive).isEmpty()) {
      return first;
    }
    Duration wait = bench.leaseTime().dividedBy(RENEWALS_PER_LEASE).plus(LATE);
    long end = bench.calls().scheduler().nanoTime() + wait.toNanos();
    Holding now = first;
    while (!now.renewed() && bench.calls().scheduler().nanoTime() - end < 0) {
      bench.calls().control().pause(LOOK);
      now = next(first);
    }
    return now;
  }

  private Holding next(Holding first) throws RelayException {
    Optional<CheckpointView> row = desk.read();
    boolean renewed =
        row.flatMap(CheckpointView::lease)
            .filter(lease -> lease.until().isAfter(first.lease().orElseThrow().until()))
            .isPresent();
    return new Holding(row, renewed);
  }

  /**
   * Takes it from the holder, who is kept from taking it back, and leaves it to whoever wants it.
   *
   * @throws RelayException if it has another holder by now
   */
  public void take(CheckpointView row, LeaseView lease, Actor by) throws RelayException {
    desk.takeOver(row, lease, by);
    bench
        .log()
        .info(
            "Lease of {}, {}, taken over by {}", bench.settings().programName(), lease.words(), by);
  }
}
