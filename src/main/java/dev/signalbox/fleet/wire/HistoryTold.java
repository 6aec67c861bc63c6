package dev.signalbox.fleet.wire;

import dev.signalbox.console.PositionChange;
import java.util.List;

/** What operators did to a relay's position, the last first. */
public record HistoryTold(List<PositionChange> changes) {
  public HistoryTold {
    changes = List.copyOf(changes);
  }
}
