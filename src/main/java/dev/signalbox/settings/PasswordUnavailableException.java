package dev.signalbox.settings;

/** A secret was to be asked for and was not given. */
public final class PasswordUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  /**
   * @param message one line for the operator
   * @param nextStep what most likely helps
   */
  public PasswordUnavailableException(String message, String nextStep) {
    super(message);
    this.nextStep = nextStep;
  }

  public String nextStep() {
    return nextStep;
  }
}
