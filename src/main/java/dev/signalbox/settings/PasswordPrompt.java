package dev.signalbox.settings;

/** Asks the operator for a secret that the configuration leaves out ({@code password: ask}). */
@FunctionalInterface
public interface PasswordPrompt {

  /**
   * Waits for the operator, as long as that takes. Called on the attempt's virtual thread; a cancel
   * interrupts it.
   *
   * @throws UnavailableException if there is nobody to ask, or no answer was given
   */
  Secret ask(String endpointLabel) throws InterruptedException;

  /** For running without a window: fails, saying what to configure instead. */
  static PasswordPrompt unavailable() {
    return label -> {
      throw new UnavailableException(
          "The password of " + label + " is to be asked for, but there is no window to ask in",
          "Configure ${env:NAME} or ${file:PATH} instead of ask, or run with the window.");
    };
  }

  /** A secret was to be asked for and was not given. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String nextStep;

    /**
     * @param message one line for the operator
     * @param nextStep what most likely helps
     */
    public UnavailableException(String message, String nextStep) {
      super(message);
      this.nextStep = nextStep;
    }

    public String nextStep() {
      return nextStep;
    }
  }
}
