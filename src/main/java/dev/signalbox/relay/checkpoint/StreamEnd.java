package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayException;
import java.util.Optional;

/**
 * Where a stream ends, behind which a new relay's rows will lie.
 *
 * @param sequence of its last message
 * @param last what that is to the relay
 */
public record StreamEnd(long sequence, LastOfRelay last) {
  /** Nothing is asked: an operator has said where to begin. */
  static final StreamEnd UNASKED = new StreamEnd(0, Optional::empty);

  /**
   * A message that a relay has stored.
   *
   * @param id its message id
   * @param late whether its row came behind younger ones
   */
  public record LastMessage(String id, boolean late) {}

  /**
   * Looks for the last message of a relay on the relay's subject, which costs a question or more.
   */
  @FunctionalInterface
  public interface LastOfRelay {
    /** That message; empty if there is none, or very many of others lie behind it. */
    Optional<LastMessage> read() throws RelayException;
  }
}
