package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionEvent.Command;
import dev.signalbox.connection.state.ConnectionEvent.Report;

/**
 * The interlocking of one endpoint: a pure, total function from status and event to what follows.
 * Reports of attempts and sessions that are not current change nothing but the count of orphans.
 */
public final class ConnectionTransitions {
  private ConnectionTransitions() {}

  public static ConnectionTransition next(ConnectionStatus status, ConnectionEvent event) {
    return switch (event) {
      case Command command -> CommandTransitions.next(status, command);
      case Report report -> ReportTransitions.next(status, report);
    };
  }
}
