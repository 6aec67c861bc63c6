package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Session;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import java.io.IOException;

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

  /** What the subjects of JetStream's questions begin with, without the final dot. */
  String jetStreamPrefix();
}
