package dev.signalbox.sandbox;

/** A server's program is not installed; the message names the command that installs it. */
public final class MissingServerException extends ServerStartException {
  private static final long serialVersionUID = 1L;

  private final String installCommand;

  public MissingServerException(String program, String installCommand) {
    super(program + " is not installed; install it with: " + installCommand);
    this.installCommand = installCommand;
  }

  /** What to type, as root, to have the program. */
  public String installCommand() {
    return installCommand;
  }
}
