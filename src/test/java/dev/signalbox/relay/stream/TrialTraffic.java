package dev.signalbox.relay.stream;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.source.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Pages that the test brings, what counts of them, and a lease that the test takes away. */
final class TrialTraffic implements Traffic {
  private final Queue<List<SourceRow>> pages = new ConcurrentLinkedQueue<>();
  private final List<Advance> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable RelayException> loss = new AtomicReference<>();
  private volatile Runnable whileAcknowledging = () -> {};

  TrialTraffic with(List<SourceRow> page) {
    pages.add(page);
    return this;
  }

  void whileAcknowledging(Runnable action) {
    whileAcknowledging = action;
  }

  void lose(RelayException how) {
    loss.set(how);
  }

  /** What the checkpoint was told. */
  List<Advance> acknowledged() {
    return acknowledged;
  }

  int acknowledgedRows() {
    return acknowledged.stream().mapToInt(Advance::rows).sum();
  }

  @Override
  public boolean hasPage() {
    return !pages.isEmpty();
  }

  @Override
  public Optional<List<SourceRow>> page() {
    return Optional.ofNullable(pages.poll());
  }

  @Override
  public void acknowledged(Advance advance) {
    acknowledged.add(advance);
    whileAcknowledging.run();
  }

  @Override
  public boolean isLost() {
    return loss.get() != null;
  }

  @Override
  public void throwIfLost() throws RelayException {
    RelayException now = loss.get();
    if (now != null) {
      throw now;
    }
  }
}
