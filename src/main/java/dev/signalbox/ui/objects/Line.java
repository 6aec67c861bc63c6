package dev.signalbox.ui.objects;

import java.util.Optional;

/** What one line of the list shows. */
sealed interface Line {
  /** A title over those that follow. */
  record Group(String title, int count) implements Line {}

  /** One object. */
  record Row(ObjectModel object) implements Line {}

  /** The object of this line, if it has one. */
  default Optional<ObjectModel> shown() {
    return this instanceof Row(ObjectModel object) ? Optional.of(object) : Optional.empty();
  }
}
