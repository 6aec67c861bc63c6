package dev.signalbox.relay.run;

import dev.signalbox.connection.ConnectionSupervisor;
import java.util.Optional;

/**
 * Finds connections by their configured names, each time anew: they may come and go while the
 * program runs.
 *
 * <p>Threading: called on any thread, never under a relay's lock; must not block.
 */
@FunctionalInterface
public interface ConnectionLookup {
  /** The connection of that name, if there is one now. */
  Optional<ConnectionSupervisor> connection(String name);
}
