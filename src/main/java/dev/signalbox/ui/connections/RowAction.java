package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.Endpoint;
import java.util.Optional;
import javafx.scene.Node;

/** A further control on a connection's page, given from outside. */
@FunctionalInterface
public interface RowAction {

  /**
   * Makes the control for this endpoint's page, if it has one there. It brings its own accessible
   * text. Called each time the page is shown, on the FX thread.
   */
  Optional<Node> create(Endpoint endpoint);
}
