package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.ui.connections.ConnectionModel;
import java.util.HashMap;
import java.util.Map;

/**
 * News that say only that a connection has answered once more: they wait until the window moves on,
 * for each by itself would have it drawn anew. FX thread.
 */
final class StillWell {
  private final Map<ConnectionModel, ConnectionSnapshot> waiting = new HashMap<>();

  /** Keeps this if it is no more than that; anything else is news at once, and the later one. */
  boolean keeps(ConnectionModel model, ConnectionSnapshot latest) {
    boolean still = isStillWell(model.snapshot().get(), latest);
    if (still) {
      waiting.put(model, latest);
    } else {
      waiting.remove(model);
    }
    return still;
  }

  private static boolean isStillWell(ConnectionSnapshot before, ConnectionSnapshot latest) {
    return before.state() instanceof Connected was
        && latest.state() instanceof Connected is
        && was.session().equals(is.session())
        && was.since().equals(is.since())
        && before.status().orphans() == latest.status().orphans();
  }

  /** Shows what has waited; tells whether there was something. */
  boolean show() {
    boolean any = !waiting.isEmpty();
    waiting.forEach(ConnectionModel::apply);
    waiting.clear();
    return any;
  }
}
