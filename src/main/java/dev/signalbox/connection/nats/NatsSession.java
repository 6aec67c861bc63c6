package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Session;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.util.Optional;

/**
 * One NATS connection whose JetStream was found enabled. What it lends is for one call at a time;
 * closing the session fails whatever is still outstanding on it.
 */
public interface NatsSession extends Session {

  /** For everything but JetStream, whose subjects the connection alone does not know. */
  Connection connection();

  /** The JetStream that the connection is configured for, to publish and subscribe. */
  JetStream jetStream() throws IOException;

  /** The same, to ask about streams. */
  JetStreamManagement jetStreamManagement() throws IOException;

  /**
   * The first message of a stream at a place or behind it that has this subject. Asks the stream's
   * leader, also where others may be asked: they may not have it yet, and send it as it is, where
   * the leader's answers have a form that is looked at. Blocking; an interrupt stays pending.
   *
   * @throws JetStreamApiException if there is none, or the question is refused
   * @throws IOException if there is no answer in time
   */
  MessageInfo nextMessage(String stream, long from, String subject)
      throws IOException, JetStreamApiException;

  /** The last message of a stream that has this subject; asks and fails as {@link #nextMessage}. */
  MessageInfo lastMessage(String stream, String subject) throws IOException, JetStreamApiException;

  /** What the subjects of JetStream's questions begin with, without the final dot. */
  String jetStreamPrefix();

  /**
   * What the server has said of late that its user may not do with that subject; empty if it has
   * said nothing of it. It says so apart from any answer, to which a question then waits in vain.
   */
  Optional<String> denial(String subject);
}
