package dev.signalbox.fleet.wire;

import dev.signalbox.base.ForeignText;
import dev.signalbox.console.Command;
import java.time.Instant;
import java.util.Optional;

/**
 * A command on its way to an engine. Who gives it stands in the subject, where the server vouches
 * for it.
 *
 * @param id the same for each repetition of one command
 * @param host where whoever gives it sits
 * @param boot which run of the engine is meant
 * @param seen the word for the state in which its target was seen; empty if that does not matter
 * @param notAfter when it is not meant any more, by the engine's clock
 */
public record Order(
    String id, String host, Command command, String boot, Optional<String> seen, Instant notAfter) {

  private static final int LONGEST = 64;

  public Order {
    if (id.isEmpty() || id.length() > LONGEST) {
      throw new IllegalArgumentException("an id has 1 to %d characters".formatted(LONGEST));
    }
    host = ForeignText.label(host, LONGEST);
  }

  /** What it is called in its subject. */
  public String word() {
    return Words.of(command);
  }
}
