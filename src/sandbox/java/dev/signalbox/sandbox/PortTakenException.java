package dev.signalbox.sandbox;

/** Another process took the server's port between choosing it and listening on it. */
final class PortTakenException extends ServerStartException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}
