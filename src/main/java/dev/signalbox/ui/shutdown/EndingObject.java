package dev.signalbox.ui.shutdown;

import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.ui.objects.ObjectModel;
import java.util.function.BooleanSupplier;

/**
 * A relay or a connection that has to end before the program does.
 *
 * @param phase the step that ends it
 * @param alive whether it has still to end
 */
public record EndingObject(ShutdownPhase phase, ObjectModel object, BooleanSupplier alive) {
  boolean isAlive() {
    return alive.getAsBoolean();
  }
}
