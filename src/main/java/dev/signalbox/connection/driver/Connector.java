package dev.signalbox.connection.driver;

/** Adapter of one kind of endpoint: opens sessions and explains what its driver throws. */
public interface Connector {

  /**
   * Opens a session. Blocks on the calling virtual thread and ends within milliseconds after an
   * interrupt once the scope is abandoned.
   *
   * @throws Exception whatever the driver throws; {@link #diagnose} explains it
   */
  Session open(ConnectScope scope) throws Exception;

  /** Explains a failure of {@link #open} or of a session that it opened. */
  Diagnosis diagnose(Throwable failure);
}
