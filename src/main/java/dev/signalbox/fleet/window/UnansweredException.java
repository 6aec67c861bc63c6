package dev.signalbox.fleet.window;

/** Why an engine did not answer, in one line. */
final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Whether anybody can have heard it. */
  enum Kind {
    /** This window has no connection on which it could be asked. */
    CUT_OFF,
    /** The server says that nobody is there to hear it. */
    NOBODY,
    /** The server did not let it through. */
    DENIED,
    /** It was heard, and refused. */
    REFUSED,
    /** It may have been heard. */
    UNKNOWN
  }

  UnansweredException(Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
