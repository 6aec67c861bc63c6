package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.NatsSession;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Reads the headers of what a stream has on our subject, in its order, through a consumer that ends
 * with it. Only for streams that keep what was consumed: in others one more consumer is not
 * permitted, or keeps messages from being removed.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class HeaderScan {
  private final RelaySink sink;
  private final TailReader tails;
  private final Duration patience;

  /**
   * @param patience from one message to the next
   */
  HeaderScan(RelaySink sink, Duration patience) {
    this.sink = sink;
    this.tails = new TailReader(sink);
    this.patience = patience;
  }

  /**
   * Reads from one message to another, both included.
   *
   * @param goOn is given each message, without its body, and says whether to go on
   */
  void read(NatsSession nats, long from, long last, Predicate<Message> goOn)
      throws IOException, JetStreamApiException, InterruptedException {
    if (tails.next(nats, from, last).isEmpty()) {
      return;
    }
    JetStreamSubscription subscription =
        nats.jetStream().subscribe(sink.subject(), headersFrom(from));
    try {
      boolean more = true;
      while (more) {
        Message message = subscription.nextMessage(patience);
        if (message == null) {
          throw new IOException("no message for " + patience + " while scanning the stream");
        }
        long sequence = message.metaData().streamSequence();
        more =
            sequence <= last
                && goOn.test(message)
                && sequence < last
                && isMoreBehind(nats, message, last);
      }
    } finally {
      subscription.unsubscribe();
    }
  }

  /**
   * In a cluster the consumer may lie at a server whose copy is behind that of the leader, of whom
   * the end is: what it has no more of, the leader may have.
   */
  private boolean isMoreBehind(NatsSession nats, Message message, long last)
      throws IOException, JetStreamApiException {
    return message.metaData().pendingCount() > 0
        || tails.next(nats, message.metaData().streamSequence() + 1, last).isPresent();
  }

  private PushSubscribeOptions headersFrom(long sequence) {
    return PushSubscribeOptions.builder().stream(sink.stream())
        .ordered(true)
        .configuration(
            ConsumerConfiguration.builder()
                .deliverPolicy(DeliverPolicy.ByStartSequence)
                .startSequence(sequence)
                .headersOnly(true)
                .build())
        .build();
  }
}
