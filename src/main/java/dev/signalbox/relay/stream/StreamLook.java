package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.settings.PollingSettings;

/**
 * Looks at a relay's stream without publishing anything.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class StreamLook {
  private final StreamCheck check;

  public StreamLook(ConnectionSupervisor nats, CallContext calls, PollingSettings settings) {
    this.check = new StreamCheck(new RelaySink(nats, calls, settings), calls);
  }

  /**
   * A stream that can serve.
   *
   * @param created when it was made
   * @param last the sequence number of its last message
   */
  public record Facts(String created, long last) {}

  /**
   * Looks at it.
   *
   * @throws RelayException if the stream is missing or cannot serve, naming the field to change
   */
  public Facts look() throws RelayException {
    StreamCheck.Found found = check.look();
    return new Facts(found.created(), found.last());
  }
}
