package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.Endpoint;
import java.util.Optional;
import javafx.scene.Node;

/** A further control in a connection's row, given from outside. */
@FunctionalInterface
public interface RowAction {

  /**
   * Makes the control for this endpoint's row, if it has one there. It brings its own accessible
   * text. Called once for each row, on the FX thread.
   */
  Optional<Node> create(Endpoint endpoint);
}
