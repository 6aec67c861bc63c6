package dev.signalbox.matrix;

/** While there is a session, and no row on its way. */
class SessionMatrixTest extends MatrixTrial {
  SessionMatrixTest() {
    super("session", situation -> !situation.isConnecting() && !situation.isRelaying());
  }
}
