package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Hands rows to the driver, over one connection, and settles each of them when its answer comes.
 *
 * <p>Threading: for the run's thread; answers come on the driver's threads, which settle the row
 * and wake the run.
 */
final class PageSender {
  static final String POSITION_HEADER = "Sbx-Pos";
  static final String EPOCH_HEADER = "Sbx-Epoch";

  private final RelaySink sink;
  private final CallContext calls;
  private final PublishListener listener;
  private final long largestMessage;
  private final Fence fence;
  private final AckWindow window;
  private final NatsSession nats;
  private final JetStream jetStream;

  /** Borrows the live connection for one page. */
  PageSender(
      RelaySink sink,
      CallContext calls,
      PublishListener listener,
      Fence fence,
      long largestMessage,
      AckWindow window)
      throws RelayException {
    this.sink = sink;
    this.calls = calls;
    this.listener = listener;
    this.fence = fence;
    this.window = window;
    this.nats = sink.forgiven();
    this.largestMessage = Math.min(largestMessage, nats.connection().getMaxPayload());
    try {
      this.jetStream = nats.jetStream();
    } catch (IOException e) {
      throw sink.explain(nats, e);
    }
  }

  /** A row that cannot be sent has failed: what was sent before it is waited for all the same. */
  void send(AckWindow.Sending sending) {
    String id = fence.term().messageId(sending.row().position());
    Message message;
    try {
      message = message(id, sending.row());
    } catch (RelayException e) {
      var _ = window.failed(sending.number(), e);
      return;
    }
    try {
      var _ =
          jetStream
              .publishAsync(message)
              .whenComplete((ack, error) -> answered(sending, ack, error));
      fence.sent(id);
      listener.published();
    } catch (RuntimeException e) {
      // The driver refuses at once when it is closed, disconnected or full.
      answered(sending, null, e);
    }
  }

  private Message message(String id, SourceRow row) throws RelayException {
    Position position = row.position();
    Headers headers =
        fence.link(
            new Headers()
                .put(NatsJetStreamConstants.MSG_ID_HDR, id)
                .put(POSITION_HEADER, position.timestamp() + " / " + position.encodedId()));
    long size = (long) headers.serializedLength() + row.payload().length;
    if (size > largestMessage) {
      throw calls
          .failures()
          .mistake(
              sink.endpoint(),
              "row %s makes a message of %d bytes, server and stream take %d"
                  .formatted(row.position(), size, largestMessage),
              "Raise the server's max_payload or the stream's max_msg_size, or make the row"
                  + " smaller.");
    }
    return NatsMessage.builder()
        .subject(sink.subject())
        .headers(headers)
        .data(row.payload())
        .build();
  }

  private void answered(
      AckWindow.Sending sending, @Nullable PublishAck ack, @Nullable Throwable error) {
    boolean worthALook =
        (ack != null && error == null)
            ? window.acknowledged(sending.number(), ack.getSeqno(), ack.isDuplicate())
            : window.failed(
                sending.number(), error == null ? new TimeoutException("no answer") : error);
    if (worthALook) {
      calls.control().wake();
    }
  }

  /** What a failure of this page means. */
  RelayException explain(Throwable failure) {
    return failure instanceof RelayException explained ? explained : sink.explain(nats, failure);
  }

  /**
   * Lets a silence pass that has no known reason.
   *
   * @throws RelayException if the server has refused what it does not answer
   */
  void throwIfDenied() throws RelayException {
    Optional<RelayException> denied = sink.denied(nats, new TimeoutException("no acknowledgement"));
    if (denied.isPresent()) {
      throw denied.get();
    }
  }
}
