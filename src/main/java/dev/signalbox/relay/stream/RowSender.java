package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.window.AckInbox;
import dev.signalbox.relay.stream.window.AckWindow;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.support.NatsJetStreamConstants;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Hands rows to the driver, over one connection, where their answers arrive too.
 *
 * <p>Threading: for the run's thread.
 */
final class RowSender implements AutoCloseable {
  static final String POSITION_HEADER = "Sbx-Pos";
  static final String EPOCH_HEADER = "Sbx-Epoch";

  /** Of a row that comes behind rows that it should have come before. */
  static final String LATE_HEADER = "Sbx-Late";

  private final RelaySink sink;
  private final CallContext calls;
  private final long largestMessage;
  private final Fence fence;
  private final AckWindow window;
  private final NatsSession nats;
  private final Connection connection;
  private final RowHeaders.Writer headers;
  private final AckInbox inbox;

  /** Borrows the live connection until it is closed. */
  RowSender(RelaySink sink, CallContext calls, Fence fence, long largestMessage, AckWindow window)
      throws RelayException {
    this.sink = sink;
    this.calls = calls;
    this.fence = fence;
    this.window = window;
    this.nats = sink.forgiven();
    this.connection = nats.connection();
    this.largestMessage = largestMessage;
    this.headers = fence.headers();
    try {
      this.inbox = new AckInbox(connection, window, calls.control());
    } catch (IllegalStateException e) {
      // The connection is closed or closing.
      throw sink.explain(nats, e);
    }
  }

  /**
   * Returns whether the driver has taken it. A row that cannot be sent has failed: what was sent
   * before it is waited for all the same.
   */
  boolean send(AckWindow.Sending sending) {
    SourceRow row = sending.row();
    String id = fence.term().messageId(row.position());
    try {
      RowHeaders linked = headers(id, sending);
      requireRoom(linked, row);
      connection.publish(sink.subject(), inbox.subject(sending.number()), linked, row.payload());
    } catch (RelayException | RuntimeException e) {
      // The driver refuses at once when it is closed, disconnected or full.
      var _ = window.failed(sending.number(), e);
      return false;
    }
    fence.sent(id);
    return true;
  }

  private RowHeaders headers(String id, AckWindow.Sending sending) {
    Position position = sending.row().position();
    headers
        .put(NatsJetStreamConstants.MSG_ID_HDR, id)
        .repeat(POSITION_HEADER, position.timestamp(), " / ", position.encodedId());
    if (sending.late()) {
      headers.put(LATE_HEADER, "true");
    }
    return fence.link(headers).take();
  }

  private void requireRoom(RowHeaders headers, SourceRow row) throws RelayException {
    long size = (long) headers.serializedLength() + row.payload().length;
    long largest = largest();
    if (size > largest) {
      throw tooLarge(
          row,
          "it makes a message of %d bytes, the server's max_payload and the stream's"
                  .formatted(size)
              + " max_msg_size let %d pass".formatted(largest));
    }
  }

  /** The server may tell of another limit at any time; nothing, while it is not known. */
  private long largest() {
    long payload = connection.getMaxPayload();
    return payload > 0 ? Math.min(largestMessage, payload) : largestMessage;
  }

  private BadRowException tooLarge(SourceRow row, String reason) {
    return new BadRowException(
        calls.failures(),
        sink.endpoint(),
        sink.settings(),
        new BadRow(
            row.position(),
            row.largestColumn(),
            reason,
            new String(row.payload(), StandardCharsets.UTF_8),
            row.isLate()));
  }

  /** What it means that a row was not stored, or may not have been. */
  RelayException explain(AckWindow.Refusal refusal) {
    return switch (refusal.cause()) {
      case RelayException explained -> explained;
      // The stream's limit was lowered since it was looked at.
      case JetStreamApiException e
          when e.getApiErrorCode() == JetStreamError.MESSAGE_TOO_BIG.code() ->
          tooLarge(
              refusal.row(),
              "it makes a message of more than %d bytes, the stream's max_msg_size does not let it"
                      .formatted(refusal.row().payload().length)
                  + " pass");
      default -> sink.explain(nats, refusal.cause());
    };
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

  @Override
  public void close() {
    inbox.close();
  }
}
