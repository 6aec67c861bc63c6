package dev.signalbox.testing;

import dev.signalbox.connection.state.FailureKind;

/** A failure whose diagnosis the test has chosen. */
public final class ScriptedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  public ScriptedException(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public FailureKind kind() {
    return kind;
  }
}
