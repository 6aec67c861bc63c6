package dev.signalbox.connection.nats;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Durations;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.api.AccountStatistics;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks whether a server has JetStream. The driver's own question throws the same exception whether
 * the server says at once that nobody listens there, says nothing, or is gone; but the first is a
 * matter of configuration and the others pass by themselves.
 */
final class JetStreamInquiry {
  private static final String SUBJECT =
      JetStreamOptions.DEFAULT_JS_OPTIONS.getPrefix() + NatsJetStreamConstants.JSAPI_ACCOUNT_INFO;

  private JetStreamInquiry() {}

  /** JetStream has been asked and has not answered, as it does while it has no leader. */
  static final class SilenceException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    SilenceException(Duration limit) {
      super("JetStream has not answered for " + Durations.words(limit));
    }
  }

  /**
   * Returns if there is JetStream for this account.
   *
   * @param connection made with {@code reportNoResponders}
   * @throws JetStreamApiException if it answers that there is none
   * @throws JetStreamStatusException with status 503 if nobody listens for the question
   * @throws SilenceException if there is no answer in time
   * @throws IOException if the connection was lost meanwhile
   */
  static void requireJetStream(Connection connection, Deadline deadline)
      throws IOException, JetStreamApiException, SilenceException, InterruptedException {
    CompletableFuture<Message> answer = connection.request(SUBJECT, null);
    try {
      new AccountStatistics(answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS))
          .throwOnHasError();
    } catch (TimeoutException e) {
      throw new SilenceException(deadline.allowed());
    } catch (CancellationException e) {
      throw new IOException("The connection was lost before JetStream had answered", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JetStreamStatusException refused) {
        throw refused;
      }
      throw new IOException("JetStream could not be asked", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
