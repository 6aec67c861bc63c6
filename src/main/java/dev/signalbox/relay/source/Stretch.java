package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;
import java.util.Optional;

/**
 * The rows of a table from the first one on, or behind a timestamp, as it stands in positions, or
 * behind the row up to which they are done with, up to another, that included.
 */
public record Stretch(Optional<String> behind, Optional<Position> after, Position last) {
  /** All of them behind that time. */
  public static Stretch of(String behind, Position last) {
    return new Stretch(Optional.of(behind), Optional.empty(), last);
  }

  /** All of them behind that row, or from the first one on. */
  public static Stretch of(Optional<Position> after, Position last) {
    return new Stretch(Optional.empty(), after, last);
  }

  /** What is left of it behind a row of it. */
  public Stretch after(Position row) {
    return new Stretch(behind, Optional.of(row), last);
  }

  /** What of it is not behind that row. */
  Stretch upTo(Position row) {
    return new Stretch(behind, after, row);
  }
}
