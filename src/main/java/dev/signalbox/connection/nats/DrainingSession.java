package dev.signalbox.connection.nats;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.nats.wire.AddressAttempt;
import dev.signalbox.connection.nats.wire.AnswersDue;
import dev.signalbox.connection.state.Peer;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.api.MessageGetRequest;
import io.nats.client.api.MessageInfo;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A NATS connection that is drained before it is closed, if there is anyone to drain it to. */
final class DrainingSession implements NatsSession {
  /** While it drains, nothing can force the driver to close, so this is short. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(1);

  private final Connection connection;
  private final JetStreamOptions jetStream;
  private final AnswersDue due;
  private final Peer peer;
  private final DriverReports reports;
  private final ConnectScope scope;
  private final DriverThreads threads;

  DrainingSession(
      Connection connection,
      JetStreamOptions jetStream,
      AddressAttempt attempt,
      DriverReports reports,
      ConnectScope scope,
      DriverThreads threads) {
    this.connection = connection;
    this.jetStream = jetStream;
    this.due = attempt.due();
    this.peer = attempt.peer(connection.getServerInfo().getVersion());
    this.reports = reports;
    this.scope = scope;
    this.threads = threads;
    var _ = reports.closed().thenRun(this::reportLoss);
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public JetStream jetStream() throws IOException {
    return connection.jetStream(jetStream);
  }

  @Override
  public JetStreamManagement jetStreamManagement() throws IOException {
    return connection.jetStreamManagement(jetStream);
  }

  @Override
  public MessageInfo nextMessage(String stream, long from, String subject)
      throws IOException, JetStreamApiException {
    return storedMessage(stream, MessageGetRequest.nextForSubject(from, subject));
  }

  @Override
  public MessageInfo lastMessage(String stream, String subject)
      throws IOException, JetStreamApiException {
    return storedMessage(stream, MessageGetRequest.lastForSubject(subject));
  }

  private MessageInfo storedMessage(String stream, MessageGetRequest which)
      throws IOException, JetStreamApiException {
    String question =
        jetStream.getPrefix() + NatsJetStreamConstants.JSAPI_MSG_GET.formatted(stream);
    byte[] asked = which.serialize();
    try {
      Message answer =
          due.storedMessage(
              () -> connection.request(question, asked, jetStream.getRequestTimeout()));
      if (answer == null) {
        throw new IOException("JetStream did not answer for a stored message");
      }
      return new MessageInfo(answer, stream, false).throwOnHasError();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The question for a stored message was given up", e);
    }
  }

  @Override
  public String jetStreamPrefix() {
    String prefix = jetStream.getPrefix();
    return prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public Optional<String> denial(String subject) {
    return reports.denial(subject);
  }

  /** A round trip that queues behind what is being published. */
  @Override
  public void ping(Deadline deadline) throws Exception {
    if (connection.getStatus() == Connection.Status.CLOSED) {
      reportLoss();
    }
    Future<Duration> reply = threads.calls().submit(connection::RTT);
    try {
      reply.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancellationException
          || connection.getStatus() != Connection.Status.CONNECTED) {
        // How the driver ends, or refuses, a question on a connection that it has lost.
        reports.closed().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        reportLoss();
      }
      throw reports.explain(new IOException("The server did not answer a ping", e.getCause()));
    } finally {
      reply.cancel(true);
    }
  }

  private void reportLoss() {
    scope.sessionLost(reports.explain(new IOException("The driver closed the connection")));
  }

  @Override
  public void close(Deadline deadline, boolean orderly) throws Exception {
    try {
      if (orderly && connection.getStatus() == Connection.Status.CONNECTED) {
        // Half of the time at most: a peer that has gone silent is closed in the other half.
        drain(deadline.within(deadline.remaining().dividedBy(2)).within(DRAIN_LIMIT));
      }
    } finally {
      connection.close();
      reports.closed().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void drain(Deadline deadline) throws Exception {
    // The driver takes its limit twice: until the server has answered, and from then on once more.
    Duration limit = deadline.remaining().dividedBy(2);
    if (limit.isZero()) {
      // The driver would take zero for "without a limit".
      throw new TimeoutException("No time was left to drain");
    }
    connection.drain(limit).get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }
}
