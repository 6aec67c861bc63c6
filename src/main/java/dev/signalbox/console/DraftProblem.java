package dev.signalbox.console;

/**
 * Why a draft cannot be used as it is.
 *
 * @param message one line without secrets
 * @param suggestion the likely remedy; may be empty
 */
public record DraftProblem(Field field, String message, String suggestion) {

  /** What of a draft it is about. */
  public enum Field {
    NAME,
    ADDRESS,
    USERNAME,
    SECRET,
    CONNECT_TIMEOUT,
    /** None of them, or all together. */
    WHOLE
  }

  /** Both in one line. */
  public String line() {
    return suggestion.isEmpty() ? message : message + "; " + suggestion;
  }
}
