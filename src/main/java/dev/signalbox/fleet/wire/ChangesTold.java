package dev.signalbox.fleet.wire;

import dev.signalbox.journal.Transition;
import java.util.List;

/** Changes of state, oldest first. */
public record ChangesTold(List<Transition> changes) {
  public ChangesTold {
    changes = List.copyOf(changes);
  }
}
