package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The stream that the relays of a test fill, as a look from outside sees it. */
public record TrialStream(NatsServer nats) {
  /** The ids of the stream's messages, in their order. */
  public List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    for (Message message : messages()) {
      String id = message.getHeaders().getFirst("Nats-Msg-Id");
      ids.add(id.substring(id.lastIndexOf(':') + 1));
    }
    return ids;
  }

  /** Those that are rows: consumers pass over empty ones, which tell that a term began. */
  List<Message> messages() throws Exception {
    List<Message> messages = new ArrayList<>();
    try (io.nats.client.Connection connection = connect()) {
      long count = count(connection);
      JetStreamSubscription all =
          connection
              .jetStream()
              .subscribe(
                  SandboxSchema.SUBJECT, PushSubscribeOptions.builder().ordered(true).build());
      while (messages.size() < count) {
        Message message = all.nextMessage(Duration.ofSeconds(5));
        assertThat(message).isNotNull();
        messages.add(message);
      }
    }
    return messages.stream().filter(message -> message.getData().length > 0).toList();
  }

  /** How many messages the stream has, those that tell that a term began included. */
  public long count() throws Exception {
    try (io.nats.client.Connection connection = connect()) {
      return count(connection);
    }
  }

  private static long count(io.nats.client.Connection connection) throws Exception {
    return connection
        .jetStreamManagement()
        .getStreamInfo(SandboxSchema.STREAM)
        .getStreamState()
        .getMsgCount();
  }

  public void delete() throws Exception {
    try (io.nats.client.Connection connection = connect()) {
      var _ = connection.jetStreamManagement().deleteStream(SandboxSchema.STREAM);
    }
  }

  public void create() throws Exception {
    SandboxSchema.createStream(nats);
  }

  /** As a server that has lost it. */
  public void deleteMessage(long sequence) throws Exception {
    try (io.nats.client.Connection connection = connect()) {
      assertThat(connection.jetStreamManagement().deleteMessage(SandboxSchema.STREAM, sequence))
          .isTrue();
    }
  }

  /** Removes all messages. */
  void purge() throws Exception {
    try (io.nats.client.Connection connection = connect()) {
      assertThat(connection.jetStreamManagement().purgeStream(SandboxSchema.STREAM).isSuccess())
          .isTrue();
    }
  }

  /** From now on it removes messages when it has more than these. */
  void limit(long messages) throws Exception {
    change(stream -> stream.maxMessages(messages));
  }

  /** From now on it removes messages that are older, and has a limit for each subject. */
  void limitAge(Duration age) throws Exception {
    change(
        stream ->
            stream.maxAge(age).maxMessagesPerSubject(1000).duplicateWindow(Duration.ofMillis(100)));
  }

  /** From now on it takes none that is larger. */
  void limitMessages(int bytes) throws Exception {
    change(stream -> stream.maximumMessageSize(bytes));
  }

  private void change(UnaryOperator<StreamConfiguration.Builder> change) throws Exception {
    try (io.nats.client.Connection connection = connect()) {
      StreamConfiguration now =
          connection.jetStreamManagement().getStreamInfo(SandboxSchema.STREAM).getConfiguration();
      var _ =
          connection
              .jetStreamManagement()
              .updateStream(change.apply(StreamConfiguration.builder(now)).build());
    }
  }

  /** Makes the stream forget message ids, and waits until it has. */
  public void shortenDeduplication() throws Exception {
    change(stream -> stream.duplicateWindow(Duration.ofMillis(100)));
    nats.restart();
  }

  private io.nats.client.Connection connect() throws Exception {
    return Nats.connect(Options.builder().server(nats.url()).build());
  }
}
