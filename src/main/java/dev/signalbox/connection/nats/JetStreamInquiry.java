package dev.signalbox.connection.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.api.AccountStatistics;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks whether a server has JetStream. The driver's own question throws the same exception whether
 * the server says at once that nobody listens there, says nothing, or is gone; but the first is a
 * matter of configuration and the others pass by themselves.
 */
final class JetStreamInquiry {
  private JetStreamInquiry() {}

  /** The server said that something is not permitted, and then JetStream does not answer. */
  static final class DeniedException extends Exception {
    private static final long serialVersionUID = 1L;

    DeniedException() {
      super("JetStream may not be asked");
    }
  }

  /**
   * Returns if there is JetStream for this account. Waits for the answer until it is interrupted: a
   * cluster that has no leader yet is silent, and may get one at any time.
   *
   * @param connection made with {@code reportNoResponders}
   * @param prefix of JetStream's subjects, with its final dot
   * @param denied completes if the server says that something is not permitted
   * @param limit after which the driver forgets the question
   * @throws JetStreamApiException if it answers that there is none
   * @throws JetStreamStatusException with status 503 if nobody listens for the question
   * @throws DeniedException if there will be no answer
   * @throws IOException if the connection was lost meanwhile
   */
  static void requireJetStream(
      Connection connection, String prefix, CompletableFuture<Void> denied, Duration limit)
      throws IOException, JetStreamApiException, DeniedException, InterruptedException {
    CompletableFuture<Message> answer =
        connection.requestWithTimeout(
            prefix + NatsJetStreamConstants.JSAPI_ACCOUNT_INFO, null, limit);
    try {
      CompletableFuture.anyOf(answer, denied).get();
      if (!answer.isDone()) {
        throw new DeniedException();
      }
      new AccountStatistics(answer.get()).throwOnHasError();
    } catch (CancellationException e) {
      throw new IOException("The connection was lost before JetStream had answered", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof JetStreamStatusException refused) {
        throw refused;
      }
      if (e.getCause() instanceof CancellationException) {
        throw new IOException("The connection was lost before JetStream had answered", e);
      }
      throw new IOException("JetStream could not be asked", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
