package dev.signalbox.relay.stream;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.stream.window.AckWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes rows, many at a time, in order, and waits for their acknowledgements. Pages follow one
 * another without a wait between them.
 *
 * <p>An acknowledgement that does not come means nothing: the message may be stored. The stream is
 * looked at before it is sent again, and takes it only in its {@link Fence place}. A failure ends
 * it; what is known to be stored by then is in the window.
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

  /**
   * Returns when all rows of the window are acknowledged and the traffic has no page more.
   *
   * @param largestMessage what the stream takes, in bytes
   * @throws RunStoppedException if a stop left no time for the rest
   * @throws RelayException explained
   */
  void publish(AckWindow window, Fence fence, long largestMessage, Traffic traffic)
      throws RelayException {
    try (RunControl.Waiting waiting = control.waiting();
        RowSender sender = new RowSender(sink, calls, fence, largestMessage, window)) {
      publish(window, sender, fence, traffic, waiting);
    } finally {
      fence.reached(window.furthest());
      tellAcknowledged(window);
    }
  }

  private void publish(
      AckWindow window, RowSender sender, Fence fence, Traffic traffic, RunControl.Waiting waiting)
      throws RelayException {
    @Nullable Deadline finish = null;
    while (true) {
      // What is looked at before the sending: whatever happens during it ends the wait behind it.
      Optional<StopMode> mode = control.mode();
      long movements = window.movements();
      traffic.throwIfLost();
      if (finish == null && mode.isPresent()) {
        finish = Deadline.in(limits.finish());
      }
      if (control.isStoppedAtOnce() || (finish != null && finish.isPassed())) {
        settle(window, control.isStoppedAtOnce() ? limits.atOnce() : Duration.ZERO);
        throw new RunStoppedException();
      }
      do {
        send(window, sender, fence, traffic);
      } while (!control.isStopped() && takesPage(window, traffic));
      // In this order: what comes meanwhile is for the next round, and no row is committed, after
      // which everyone looks, that is not counted.
      boolean complete = window.status().isComplete();
      Optional<Advance> covered = window.coveredPages();
      tellAcknowledged(window);
      covered.ifPresent(traffic::acknowledged);
      tellDrained(window);
      if (complete) {
        listener.overdue(Optional.empty());
        return;
      }
      window.expectHalf();
      var _ =
          waiting.await(
              () -> isToBeLookedAt(window, traffic, mode),
              finish == null
                  ? limits.acknowledgement().minus(window.silence())
                  : finish.remaining());
      lookAtAnswers(window, sender, fence, movements, finish == null);
    }
  }

  /** The next page follows the last one when all of that is sent, not when it is acknowledged. */
  private static boolean takesPage(AckWindow window, Traffic traffic) {
    Optional<List<SourceRow>> page = window.hasUnsent() ? Optional.empty() : traffic.page();
    page.ifPresent(window::add);
    return page.isPresent();
  }

  private boolean isToBeLookedAt(AckWindow window, Traffic traffic, Optional<StopMode> mode) {
    return window.isToBeLookedAt()
        || traffic.isLost()
        || !control.mode().equals(mode)
        || !sink.isConnected()
        || (mode.isEmpty() && traffic.hasPage() && !window.hasUnsent());
  }

  private void send(AckWindow window, RowSender sender, Fence fence, Traffic traffic)
      throws RelayException {
    if (!fence.isUp() && window.hasUnsent()) {
      raise(fence, window);
    }
    PublishEvent event = new PublishEvent();
    event.begin();
    int taken = 0;
    try {
      // In this order: a row that is taken counts as sent.
      while (!control.isStoppedAtOnce()) {
        Optional<AckWindow.Sending> next = window.next();
        if (next.isEmpty()) {
          return;
        }
        // Before each row, because the driver may hold a row up for as long as a lease lasts.
        traffic.throwIfLost();
        taken += sender.send(next.get()) ? 1 : 0;
      }
    } finally {
      if (taken > 0) {
        listener.published(taken);
        record(event, taken);
      }
    }
  }

  private void record(PublishEvent event, int rows) {
    if (event.shouldCommit()) {
      event.relay = sink.settings().programName();
      event.rows = rows;
      event.commit();
    }
  }

  private void lookAtAnswers(
      AckWindow window, RowSender sender, Fence fence, long movements, boolean mayBeSentAgain)
      throws RelayException {
    if (window.status().refusal().filter(first -> isToBeSentAgain(first.cause())).isPresent()) {
      settleRefused(window);
      raiseAgain(window, fence);
    }
    throwIfFailed(window, sender);
    if (window.movements() != movements) {
      listener.overdue(Optional.empty());
    } else if (mayBeSentAgain && window.silence().compareTo(limits.acknowledgement()) >= 0) {
      sendAgain(window, sender, fence);
    }
  }

  private static boolean isToBeSentAgain(Throwable refusal) {
    return refusal instanceof AckWindow.DuplicateException || Fence.isBroken(refusal);
  }

  private void throwIfFailed(AckWindow window, RowSender sender) throws RelayException {
    Optional<AckWindow.Refusal> refusal = window.status().refusal();
    if (refusal.isPresent()) {
      settle(window, limits.settle());
      throw sender.explain(refusal.get());
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
      window.found(fence.confirm(window.takeClaims()));
      raise(fence, window);
      window.sendAgain();
    }
  }

  private static void raise(Fence fence, AckWindow window) throws RelayException {
    window.found(fence.raise().rows());
  }

  /** The acknowledgements are overdue. */
  private void sendAgain(AckWindow window, RowSender sender, Fence fence) throws RelayException {
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

  /** Waits until nothing is outstanding, so that nothing sent overtakes what follows. */
  private void settle(AckWindow window, Duration limit) {
    var _ = control.await(() -> window.status().outstanding() == 0 || !sink.isConnected(), limit);
    tellDrained(window);
  }

  /** All that have come since the last time together, so that none costs its own telling. */
  private void tellAcknowledged(AckWindow window) {
    AckWindow.News news = window.takeNews();
    AckWindow.Tally tally = news.tally();
    if (tally.rows() > 0) {
      listener.acknowledged(tally.rows(), tally.duplicates());
      news.latency().ifPresent(listener::took);
      record(window, tally, news.latency());
    }
  }

  private void record(AckWindow window, AckWindow.Tally tally, Optional<PublishLatency> latency) {
    AcknowledgementEvent event = new AcknowledgementEvent();
    if (event.shouldCommit()) {
      event.relay = sink.settings().programName();
      event.rows = tally.rows();
      event.duplicates = tally.duplicates();
      event.outstanding = window.status().outstanding();
      event.quickest = latency.map(PublishLatency::least).orElse(Duration.ZERO).toNanos();
      event.slowest = latency.map(PublishLatency::most).orElse(Duration.ZERO).toNanos();
      event.commit();
    }
  }

  private void tellDrained(AckWindow window) {
    AckWindow.Status now = window.status();
    listener.drained(now.acknowledged(), now.rows());
  }
}
