package dev.signalbox.connection.state;

/** An endpoint and where it stands: what listeners receive. */
public record ConnectionSnapshot(Endpoint endpoint, ConnectionStatus status) {
  public ConnectionState state() {
    return status.state();
  }
}
