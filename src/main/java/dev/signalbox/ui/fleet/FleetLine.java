package dev.signalbox.ui.fleet;

import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.fleet.standing.FleetPicture.Place;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * One line of the list. It stays the same while what it says changes, so that the list has to be
 * touched only when the order does. FX thread.
 */
sealed interface FleetLine {

  /** A title over those that follow. */
  final class Title implements FleetLine {
    private final Place place;
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

    Title(Place place) {
      this.place = place;
    }

    Place place() {
      return place;
    }

    void show(String next) {
      words.set(next);
    }

    ReadOnlyStringProperty words() {
      return words.getReadOnlyProperty();
    }
  }

  /** One engine. */
  final class Engine implements FleetLine {
    private final ReadOnlyObjectWrapper<EngineLooks> looks;

    Engine(EngineLooks first) {
      looks = new ReadOnlyObjectWrapper<>(first);
    }

    EngineKey key() {
      return looks.get().key();
    }

    void show(EngineLooks next) {
      // Compared first: most are as they were, and whoever listens need not be told.
      if (!next.equals(looks.get())) {
        looks.set(next);
      }
    }

    ReadOnlyObjectProperty<EngineLooks> looks() {
      return looks.getReadOnlyProperty();
    }
  }

  /** The engine of this line, if it has one. */
  default Optional<Engine> engine() {
    return this instanceof Engine engine ? Optional.of(engine) : Optional.empty();
  }
}
