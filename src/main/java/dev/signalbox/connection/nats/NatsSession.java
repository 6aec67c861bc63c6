package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.Session;
import io.nats.client.Connection;

/** One NATS connection whose JetStream was found enabled. */
public interface NatsSession extends Session {

  /** Borrowed for one call; closing the session fails whatever is still outstanding on it. */
  Connection connection();
}
