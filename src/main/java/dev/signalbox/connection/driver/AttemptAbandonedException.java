package dev.signalbox.connection.driver;

/** Ends an attempt that nobody waits for any more. */
public final class AttemptAbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AttemptAbandonedException() {
    super("The attempt was abandoned");
  }
}
