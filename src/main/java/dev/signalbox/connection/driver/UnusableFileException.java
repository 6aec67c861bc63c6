package dev.signalbox.connection.driver;

import java.io.IOException;
import java.nio.file.Path;

/** A configured file that is there but is not what it should be. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String nextStep;

  /**
   * @param problem what is wrong with the file, to follow its name: "holds no certificate"
   */
  public UnusableFileException(Path file, String problem, String nextStep) {
    super(file + " " + problem);
    this.nextStep = nextStep;
  }

  public String nextStep() {
    return nextStep;
  }
}
