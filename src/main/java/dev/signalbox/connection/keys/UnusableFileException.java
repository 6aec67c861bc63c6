package dev.signalbox.connection.keys;

import java.io.IOException;
import java.nio.file.Path;

/** A file that can be read, but does not hold what it is configured for. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  /**
   * @param trouble what is wrong with it, as the end of a sentence that begins with its name
   */
  public UnusableFileException(Path file, String trouble, String nextStep) {
    super(file + " " + trouble);
    this.nextStep = nextStep;
  }

  /** The same, with what has shown it. */
  public UnusableFileException(Path file, String trouble, String nextStep, Throwable cause) {
    this(file, trouble, nextStep);
    initCause(cause);
  }

  /** What the operator can do about it. */
  public String nextStep() {
    return nextStep;
  }
}
