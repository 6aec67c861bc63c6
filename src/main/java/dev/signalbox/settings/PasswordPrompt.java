package dev.signalbox.settings;

/** Asks the operator for a secret that the configuration leaves out ({@code password: ask}). */
@FunctionalInterface
public interface PasswordPrompt {

  /**
   * Waits for the operator, as long as that takes. Called on the attempt's virtual thread; a cancel
   * interrupts it.
   *
   * @throws PasswordUnavailableException if there is nobody to ask, or no answer was given
   */
  Secret ask(String endpointLabel) throws InterruptedException;

  /** For running without a window: fails, saying what to configure instead. */
  static PasswordPrompt unavailable() {
    return label -> {
      throw new PasswordUnavailableException(
          "The password of " + label + " is to be asked for, but there is no window to ask in",
          "Configure ${env:NAME} or ${file:PATH} instead of ask, or run with the window.");
    };
  }
}
