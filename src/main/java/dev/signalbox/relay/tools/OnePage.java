package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.Traffic;
import java.util.List;
import java.util.Optional;

/**
 * The traffic of a page behind which nothing comes, and all of which is committed at its end.
 *
 * <p>Threading: for one thread.
 */
final class OnePage implements Traffic {
  private final Lease lease;
  private Optional<Advance> advance = Optional.empty();

  OnePage(Lease lease) {
    this.lease = lease;
  }

  @Override
  public boolean hasPage() {
    return false;
  }

  @Override
  public Optional<List<SourceRow>> page() {
    return Optional.empty();
  }

  @Override
  public void acknowledged(Advance next) {
    advance = Optional.of(advance.map(before -> before.and(next)).orElse(next));
  }

  void commit() throws RelayException {
    if (advance.isPresent()) {
      lease.commit(advance.get());
    }
  }

  /** Which rows of it count. */
  List<Position> relayed() {
    return advance.map(Advance::late).orElse(List.of());
  }

  @Override
  public boolean isLost() {
    return lease.isFenced();
  }

  @Override
  public void throwIfLost() throws RelayException {
    lease.throwIfLost();
  }
}
