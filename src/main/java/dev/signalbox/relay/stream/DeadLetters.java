package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.settings.PollingSettings;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.List;

/**
 * The subject to which rows are diverted that cannot be relayed, in another stream than the rows',
 * because there each message is linked to the one before it.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class DeadLetters {
  /** What the headers of one take at most. */
  private static final int HEADER_ROOM = 2048;

  private final RelaySink rows;
  private final RelaySink sink;
  private final CallContext calls;

  /**
   * @param subject to which rows are diverted
   */
  public DeadLetters(
      ConnectionSupervisor nats, CallContext calls, PollingSettings settings, String subject) {
    this.rows = new RelaySink(nats, calls, settings);
    this.sink = new RelaySink(nats, calls, settings, settings.stream(), subject);
    this.calls = calls;
  }

  /**
   * A stream that takes them.
   *
   * @param largest what fits into the body of one, in bytes
   */
  public record Target(String stream, long largest) {}

  /**
   * Looks for the stream that takes them.
   *
   * @throws RelayException if there is none, or it is that of the rows, or it cannot serve; or as
   *     the server's failure
   * @throws RunStoppedException if a stop ended it
   */
  public Target look() throws RelayException {
    List<String> streams =
        sink.ask(
            calls.limits().preparation(),
            nats -> nats.jetStreamManagement().getStreamNames(sink.subject()));
    if (streams.isEmpty()) {
      throw unusable(
          "no stream takes subject " + sink.subject(),
          "Create a stream that takes it, or correct polling.dead_letter_subject.");
    }
    if (streams.contains(rows.stream())) {
      throw unusable(
          "subject %s belongs to the relay's own stream %s"
              .formatted(sink.subject(), rows.stream()),
          "Configure polling.dead_letter_subject as a subject of another stream.");
    }
    return target(streams.getFirst());
  }

  private Target target(String stream) throws RelayException {
    StreamConfiguration found =
        StreamCheck.fitToTake(
            sink,
            calls,
            sink.ask(
                calls.limits().preparation(),
                nats -> nats.jetStreamManagement().getStreamInfo(stream).getConfiguration()));
    long largest = found.getMaximumMessageSize();
    long payload =
        sink.ask(calls.limits().preparation(), nats -> nats.connection().getMaxPayload());
    return new Target(stream, (largest > 0 ? Math.min(payload, largest) : payload) - HEADER_ROOM);
  }

  private RelayException unusable(String message, String nextStep) {
    return new RelayException(
        calls.failures().found(sink.endpoint(), FailureKind.CONFIGURATION, message, nextStep),
        Recovery.RETRY_ONCE_POLLED);
  }

  /**
   * Returns when it is stored, by now or since it was sent before under that id.
   *
   * @throws RelayException explained; whether it is stored is unknown then
   * @throws RunStoppedException if a stop ended it
   */
  public void store(String messageId, byte[] body) throws RelayException {
    Headers headers = new Headers().put(NatsJetStreamConstants.MSG_ID_HDR, messageId);
    Message message =
        NatsMessage.builder().subject(sink.subject()).headers(headers).data(body).build();
    PublishAck _ = sink.ask(calls.limits().tail(), nats -> nats.jetStream().publish(message));
  }
}
