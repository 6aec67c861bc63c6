package dev.signalbox.relay.call;

/** Unwinds a run that was told to stop, at a point where nothing is left half done. */
public final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunStoppedException() {
    super("The run was told to stop");
  }
}
