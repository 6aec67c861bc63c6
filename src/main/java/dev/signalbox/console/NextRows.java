package dev.signalbox.console;

import dev.signalbox.relay.state.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a relay would publish next.
 *
 * @param after behind which row; empty is the beginning
 * @param more whether there may be more that could be published now
 * @param settled how rows are known to be settled, in words that go on behind "are read"
 */
public record NextRows(
    Optional<Position> after, List<Message> messages, boolean more, String settled) {
  public NextRows {
    messages = List.copyOf(messages);
  }

  /**
   * One of them. Its texts are the row's, so they are foreign.
   *
   * @param headers in the order in which they are shown
   * @param body the row as JSON
   */
  public record Message(String subject, Map<String, String> headers, String body) {}
}
