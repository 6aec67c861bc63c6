package dev.signalbox.fleet.wire;

/** Why a message cannot be understood, in one line. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableException(String reason) {
    super(reason);
  }

  /** In one line. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
