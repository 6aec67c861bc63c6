package dev.signalbox.ui.toolkit;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a button offers.
 *
 * @param command what it sends; empty while it is disabled
 * @param reason why it is disabled, in a sentence; empty while it is not
 */
public record Action<C>(String label, Optional<C> command, Optional<String> reason) {
  public static <C> Action<C> of(String label, C command) {
    return new Action<>(label, Optional.of(command), Optional.empty());
  }

  public static <C> Action<C> disabled(String label, String reason) {
    return new Action<>(label, Optional.empty(), Optional.of(reason));
  }

  /** The same, sending what the command stands for. */
  public <D> Action<D> to(Function<C, D> meaning) {
    return new Action<>(label, command.map(meaning), reason);
  }

  /** The same, unless there is a reason against it. */
  public Action<C> unless(Optional<String> objection) {
    return objection.map(why -> Action.<C>disabled(label, why)).orElse(this);
  }
}
