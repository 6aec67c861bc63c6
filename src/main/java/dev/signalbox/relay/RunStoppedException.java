package dev.signalbox.relay;

/** Unwinds a run that was told to stop, at a point where nothing is left half done. */
final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunStoppedException() {
    super("The run was told to stop");
  }
}
