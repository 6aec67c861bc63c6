package dev.signalbox.ui;

import java.util.Optional;

/**
 * What a button offers.
 *
 * @param command what it sends; empty while it is disabled
 */
record Action<C>(String label, Optional<C> command) {
  static <C> Action<C> of(String label, C command) {
    return new Action<>(label, Optional.of(command));
  }

  static <C> Action<C> disabled(String label) {
    return new Action<>(label, Optional.empty());
  }

  Action<C> unless(boolean refused) {
    return refused ? disabled(label) : this;
  }
}
