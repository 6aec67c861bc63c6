package dev.signalbox.console;

import dev.signalbox.relay.state.Position;
import java.util.Optional;

/**
 * What setting a relay's position would mean.
 *
 * @param target where to, as it was asked for
 * @param from where the relay is; empty is the beginning
 * @param to empty is the beginning
 * @param again rows that were relayed and would be sent again, unless the stream has them
 * @param passedOver rows that were not relayed, and never would be
 * @param rowThere whether there is a row at the new position
 * @param obstacle who polls and has to stop first, in words; empty if nobody does
 */
public record PositionPlan(
    String target,
    Optional<Position> from,
    Optional<Position> to,
    Count again,
    Count passedOver,
    boolean rowThere,
    Optional<String> obstacle) {

  /**
   * A number of rows.
   *
   * @param orMore whether counting ended there
   */
  public record Count(int rows, boolean orMore) {}
}
