package dev.signalbox.relay.stream;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.Lease;
import dev.signalbox.relay.run.Progress;
import dev.signalbox.relay.run.RunReporter;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.StopMode;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of a page, many at a time, in order, and waits for their acknowledgements.
 *
 * <p>An acknowledgement that does not come means nothing: the message may be stored. It is sent
 * again under the same id, which the stream stores once. A failure ends the page; what is known to
 * be stored by then is in the window.
 *
 * <p>Threading: for the run's thread; the driver's threads only mark the window and wake it.
 */
public final class Publisher {
  static final String POSITION_HEADER = "Sbx-Pos";
  static final String EPOCH_HEADER = "Sbx-Epoch";

  private final RelaySink sink;
  private final RunControl control;
  private final RunReporter reporter;
  private final Progress progress;
  private final RelayFailures failures;
  private final RelayLimits.Publishing limits;

  public Publisher(RelaySink sink, CallContext calls, RunReporter reporter, Progress progress) {
    this.sink = sink;
    this.control = calls.control();
    this.reporter = reporter;
    this.progress = progress;
    this.failures = calls.failures();
    this.limits = calls.limits().publishing();
  }

  /**
   * Returns when all rows of the window are acknowledged.
   *
   * @throws RunStoppedException if a stop left no time for the rest
   * @throws RelayException explained
   */
  public void publish(AckWindow window, CheckpointRecord checkpoint, Lease lease)
      throws RelayException {
    Connection connection = sink.connection();
    JetStream jetStream = jetStream(connection);
    @Nullable Deadline finish = null;
    while (!window.isComplete()) {
      Seen seen = new Seen(window.movements(), control.mode());
      lease.throwIfLost();
      if (finish == null && control.isStopped()) {
        finish = Deadline.in(limits.finish());
      }
      if (control.isStoppedAtOnce() || (finish != null && finish.isPassed())) {
        settle(window, control.isStoppedAtOnce() ? limits.atOnce() : Duration.ZERO);
        throw new RunStoppedException();
      }
      send(window, checkpoint, connection, jetStream);
      awaitMovement(
          window, connection, seen, finish == null ? limits.acknowledgement() : finish.remaining());
      reporter.drained(window.prefix(), window.size());
    }
    reporter.overdue(Optional.empty());
  }

  /**
   * What was known before the rows were looked at and sent. Whatever happens from then on, even
   * during the sending, ends the wait that follows.
   */
  private record Seen(long movements, Optional<StopMode> mode) {}

  private JetStream jetStream(Connection connection) throws RelayException {
    try {
      return connection.jetStream();
    } catch (IOException e) {
      throw sink.explain(connection, e);
    }
  }

  private void send(
      AckWindow window, CheckpointRecord checkpoint, Connection connection, JetStream jetStream)
      throws RelayException {
    int round = window.round();
    // In this order: a row that is taken counts as sent.
    while (!control.isStoppedAtOnce()) {
      OptionalInt next = window.takeNext();
      if (next.isEmpty()) {
        return;
      }
      int index = next.getAsInt();
      try {
        Message message = message(window.row(index), checkpoint, connection);
        publish(message, jetStream, (ack, error) -> settled(window, index, round, ack, error));
      } catch (RelayException e) {
        // It ends the page as any failure does: what was sent before it is waited for.
        window.failed(index, round, e);
      }
    }
  }

  private void publish(
      Message message,
      JetStream jetStream,
      BiConsumer<? super @Nullable PublishAck, ? super @Nullable Throwable> settled) {
    try {
      var _ = jetStream.publishAsync(message).whenComplete(settled);
      progress.published();
    } catch (RuntimeException e) {
      // The driver refuses at once when it is closed, disconnected or full.
      settled.accept(null, e);
    }
  }

  private Message message(SourceRow row, CheckpointRecord checkpoint, Connection connection)
      throws RelayException {
    Headers headers =
        new Headers()
            .put(NatsJetStreamConstants.MSG_ID_HDR, checkpoint.messageId(row.position()))
            .put(NatsJetStreamConstants.EXPECTED_STREAM_HDR, sink.stream())
            .put(POSITION_HEADER, row.position().toString())
            .put(EPOCH_HEADER, Long.toString(checkpoint.epoch()));
    long size = (long) headers.serializedLength() + row.payload().length;
    if (size > connection.getMaxPayload()) {
      throw failures.mistake(
          sink.endpoint(),
          "row %s makes a message of %d bytes, the server takes %d"
              .formatted(row.position(), size, connection.getMaxPayload()),
          "Raise the server's max_payload, or make the row smaller.");
    }
    return NatsMessage.builder()
        .subject(sink.subject())
        .headers(headers)
        .data(row.payload())
        .build();
  }

  private void settled(
      AckWindow window, int index, int round, @Nullable PublishAck ack, @Nullable Throwable error) {
    if (ack != null && error == null) {
      if (window.acknowledged(index, ack.getSeqno())) {
        progress.acknowledged(ack.isDuplicate());
      }
    } else {
      window.failed(index, round, error == null ? new TimeoutException("no answer") : error);
    }
    control.wake();
  }

  private void awaitMovement(AckWindow window, Connection connection, Seen seen, Duration limit)
      throws RelayException {
    boolean moved =
        window.isComplete()
            || window.failure() != null
            || control.await(
                () ->
                    window.movements() != seen.movements()
                        || !control.mode().equals(seen.mode())
                        || !sink.isConnected(),
                limit);
    Throwable failure = window.failure();
    if (failure != null) {
      settle(window, limits.settle());
      throw failure instanceof RelayException explained
          ? explained
          : sink.explain(connection, failure);
    }
    if (!sink.isConnected()) {
      throw failures.notConnected(sink.endpoint());
    }
    if (!moved && limit.equals(limits.acknowledgement())) {
      overdue(window, connection);
    } else if (window.movements() != seen.movements()) {
      reporter.overdue(Optional.empty());
    }
  }

  private void overdue(AckWindow window, Connection connection) throws RelayException {
    Optional<RelayException> denied =
        sink.denied(connection, new TimeoutException("no acknowledgement"));
    if (denied.isPresent()) {
      throw denied.get();
    }
    reporter.overdue(
        Optional.of(
            failures.found(
                sink.endpoint(),
                FailureKind.TIMED_OUT,
                "no acknowledgement for %d s, %d outstanding"
                    .formatted(limits.acknowledgement().toSeconds(), window.outstanding()),
                "The messages are sent again under the same ids; check the server's load and"
                    + " disk.")));
    window.sendAgain();
  }

  /** Waits until nothing is outstanding, so that nothing of this page overtakes what follows. */
  private void settle(AckWindow window, Duration limit) {
    var _ = control.await(() -> window.outstanding() == 0 || !sink.isConnected(), limit);
    reporter.drained(window.prefix(), window.size());
  }
}
