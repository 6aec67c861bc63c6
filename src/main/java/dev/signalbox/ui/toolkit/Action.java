package dev.signalbox.ui.toolkit;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a button offers.
 *
 * @param command what it sends; empty while it is disabled
 */
public record Action<C>(String label, Optional<C> command) {
  public static <C> Action<C> of(String label, C command) {
    return new Action<>(label, Optional.of(command));
  }

  public static <C> Action<C> disabled(String label) {
    return new Action<>(label, Optional.empty());
  }

  /** The same, sending what the command stands for. */
  public <D> Action<D> to(Function<C, D> meaning) {
    return new Action<>(label, command.map(meaning));
  }

  public Action<C> unless(boolean refused) {
    return refused ? disabled(label) : this;
  }
}
