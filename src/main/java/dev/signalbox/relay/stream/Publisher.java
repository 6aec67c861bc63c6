package dev.signalbox.relay.stream;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.StopMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of a page, many at a time, in order, and waits for their acknowledgements.
 *
 * <p>An acknowledgement that does not come means nothing: the message may be stored. The stream is
 * looked at before it is sent again, and takes it only in its {@link Fence place}. A failure ends
 * the page; what is known to be stored by then is in the window.
 *
 * <p>Threading: for the run's thread; the driver's threads only settle what was sent and wake it.
 */
final class Publisher {
  private final RelaySink sink;
  private final CallContext calls;
  private final RunControl control;
  private final RelayLimits.Publishing limits;
  private final PublishListener listener;

  Publisher(RelaySink sink, CallContext calls, PublishListener listener) {
    this.sink = sink;
    this.calls = calls;
    this.control = calls.control();
    this.limits = calls.limits().publishing();
    this.listener = listener;
  }

  /** Says whether publishing is still permitted. */
  @FunctionalInterface
  interface Permission {
    /**
     * Lets it go on only if it is.
     *
     * @throws RelayException explained, if it is not
     */
    void throwIfLost() throws RelayException;
  }

  /**
   * Returns when all rows of the window are acknowledged.
   *
   * @param largestMessage what the stream takes, in bytes
   * @throws RunStoppedException if a stop left no time for the rest
   * @throws RelayException explained
   */
  void publish(AckWindow window, Fence fence, long largestMessage, Permission permission)
      throws RelayException {
    try (RunControl.Waiting waiting = control.waiting()) {
      if (!fence.isUp() && window.hasUnsent()) {
        raise(fence, window);
      }
      PageSender sender = new PageSender(sink, calls, listener, fence, largestMessage);
      publish(window, sender, fence, permission, waiting);
    } finally {
      fence.reached(window.furthest());
      tellAcknowledged(window);
    }
  }

  private void publish(
      AckWindow window,
      PageSender sender,
      Fence fence,
      Permission permission,
      RunControl.Waiting waiting)
      throws RelayException {
    @Nullable Deadline finish = null;
    while (!window.status().isComplete()) {
      Seen seen = new Seen(window.movements(), control.mode());
      permission.throwIfLost();
      if (finish == null && control.isStopped()) {
        finish = Deadline.in(limits.finish());
      }
      if (control.isStoppedAtOnce() || (finish != null && finish.isPassed())) {
        settle(window, control.isStoppedAtOnce() ? limits.atOnce() : Duration.ZERO);
        throw new RunStoppedException();
      }
      send(window, sender, permission);
      boolean moved =
          awaitMovement(
              waiting,
              window,
              seen,
              finish == null ? limits.acknowledgement() : finish.remaining());
      if (window.status().failure().filter(Fence::isBroken).isPresent()) {
        settleRefused(window);
        raiseAgain(window, fence);
      }
      throwIfFailed(window, sender);
      if (!moved && finish == null) {
        sendAgain(window, sender, fence);
      } else if (window.movements() != seen.movements()) {
        listener.overdue(Optional.empty());
      }
      tellAcknowledged(window);
      tellDrained(window);
    }
    listener.overdue(Optional.empty());
  }

  /**
   * What was known before the rows were looked at and sent. Whatever happens from then on, even
   * during the sending, ends the wait that follows.
   */
  private record Seen(long movements, Optional<StopMode> mode) {}

  private void send(AckWindow window, PageSender sender, Permission permission)
      throws RelayException {
    // In this order: a row that is taken counts as sent.
    while (!control.isStoppedAtOnce()) {
      Optional<AckWindow.Sending> next = window.next();
      if (next.isEmpty()) {
        return;
      }
      // Before each row, because the driver may hold a row up for as long as a lease lasts.
      permission.throwIfLost();
      sender.send(next.get());
    }
  }

  private boolean awaitMovement(
      RunControl.Waiting waiting, AckWindow window, Seen seen, Duration limit) {
    AckWindow.Status now = window.status();
    return now.isComplete()
        || now.failure().isPresent()
        || waiting.await(
            () ->
                window.movements() != seen.movements()
                    || !control.mode().equals(seen.mode())
                    || !sink.isConnected(),
            limit);
  }

  private void throwIfFailed(AckWindow window, PageSender sender) throws RelayException {
    Optional<Throwable> failure = window.status().failure();
    if (failure.isPresent()) {
      settle(window, limits.settle());
      throw sender.explain(failure.get());
    }
    if (!sink.isConnected()) {
      throw calls.failures().notConnected(sink.endpoint());
    }
  }

  /** Everything behind a row that was refused is refused as well. */
  private void settleRefused(AckWindow window) {
    var _ =
        control.await(
            () ->
                window.status().outstanding() == 0
                    || !sink.isConnected()
                    || control.isStoppedAtOnce(),
            limits.settle());
  }

  /**
   * What was refused, because somebody else has written or the server was restarted, or is overdue
   * is sent again, unless it turns out to be stored.
   */
  private void raiseAgain(AckWindow window, Fence fence) throws RelayException {
    if (sink.isConnected() && !control.isStoppedAtOnce()) {
      fence.reached(window.furthest());
      raise(fence, window);
      window.sendAgain();
    }
  }

  private static void raise(Fence fence, AckWindow window) throws RelayException {
    Map<Position, Long> stored = fence.raise().rows();
    window.markStored(
        row -> stored.containsKey(row) ? OptionalLong.of(stored.get(row)) : OptionalLong.empty());
  }

  /** The acknowledgements are overdue. */
  private void sendAgain(AckWindow window, PageSender sender, Fence fence) throws RelayException {
    sender.throwIfDenied();
    listener.overdue(
        Optional.of(
            calls
                .failures()
                .found(
                    sink.endpoint(),
                    FailureKind.TIMED_OUT,
                    "no acknowledgement for %d s, %d outstanding"
                        .formatted(
                            limits.acknowledgement().toSeconds(), window.status().outstanding()),
                    "What the stream does not have is sent again; check the server's load and"
                        + " disk.")));
    raiseAgain(window, fence);
  }

  /** Waits until nothing is outstanding, so that nothing of this page overtakes what follows. */
  private void settle(AckWindow window, Duration limit) {
    var _ = control.await(() -> window.status().outstanding() == 0 || !sink.isConnected(), limit);
    tellDrained(window);
  }

  /** All that have come since the last time together, so that none costs its own telling. */
  private void tellAcknowledged(AckWindow window) {
    AckWindow.Tally tally = window.takeTally();
    if (tally.rows() > 0) {
      listener.acknowledged(tally.rows(), tally.duplicates());
    }
  }

  private void tellDrained(AckWindow window) {
    AckWindow.Status now = window.status();
    listener.drained(now.acknowledged(), now.rows());
  }
}
