package dev.signalbox.relay.run;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.CallLimits;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told while a term waits for rows, with nothing on its way: that a page is overdue,
 * and, to whoever sees the checkpoint only, that an endpoint is away. The term goes on meanwhile.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class IdleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);

  /** What is over sooner is nobody's news who looks at a table. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Of the limit of a page's query: after so much of it, it is overdue. */
  private static final int OVERDUE_PART = 6;

  private final CallContext calls;
  private final Endpoint source;
  private final PageReader reader;
  private final Supplier<Optional<RunEndpoints.Trouble>> endpoints;
  private final Checkpoint checkpoint;
  private final RunReporter reporter;
  private Optional<Long> troubleSince = Optional.empty();
  private boolean paused;
  private boolean overdue;

  /**
   * @param source where the table is
   * @param endpoints which of them is away
   */
  IdleWatch(
      CallContext calls,
      Endpoint source,
      PageReader reader,
      Supplier<Optional<RunEndpoints.Trouble>> endpoints,
      Checkpoint checkpoint,
      RunReporter reporter) {
    this.calls = calls;
    this.source = source;
    this.reader = reader;
    this.endpoints = endpoints;
    this.checkpoint = checkpoint;
    this.reporter = reporter;
  }

  /**
   * Looks once.
   *
   * @throws RunStoppedException if a stop did not wait for what it writes
   */
  void look() {
    CallLimits limits = calls.limits().pageQuery();
    Duration most = limits.limit().dividedBy(OVERDUE_PART);
    if (reader.calling().compareTo(most) < 0) {
      over();
    } else if (!overdue) {
      overdue = true;
      reporter.unread(Optional.of(unread(most, limits.limit())));
    }
    endpoints.get().ifPresentOrElse(this::away, this::allThere);
  }

  /** A page has come, or none will. */
  void over() {
    if (overdue) {
      overdue = false;
      reporter.unread(Optional.empty());
    }
  }

  private Failure unread(Duration most, Duration limit) {
    return calls
        .failures()
        .found(
            source,
            FailureKind.TIMED_OUT,
            "reading a page takes longer than " + Durations.words(most),
            "Check the load and the locks of the server; after %s the query is given up and tried again."
                .formatted(Durations.words(limit)));
  }

  private void away(RunEndpoints.Trouble trouble) {
    long now = calls.scheduler().nanoTime();
    long since = troubleSince.orElse(now);
    troubleSince = Optional.of(since);
    if (!paused && now - since >= PATIENCE.toNanos()) {
      paused = isWritten(() -> checkpoint.pause(trouble.endpoint(), trouble.words()));
    }
  }

  private void allThere() {
    troubleSince = Optional.empty();
    if (paused) {
      paused = !isWritten(checkpoint::goOn);
    }
  }

  /** What is told of a relay in its row. */
  @FunctionalInterface
  private interface Word {
    boolean isWritten() throws RelayException;
  }

  /** What keeps it from being written will tell itself, and it is tried again. */
  private static boolean isWritten(Word word) {
    try {
      return word.isWritten();
    } catch (RelayException e) {
      LOG.debug("It is not in the checkpoint: {}", e.failure().oneLine());
      return false;
    }
  }
}
