package dev.signalbox.ui.connections;

import dev.signalbox.console.Command;

/** What a button in a connection's row sends. */
enum ConnectionCommand {
  CONNECT,
  CANCEL,
  DISCONNECT,
  RECONNECT;

  Command to(String connection) {
    return switch (this) {
      case CONNECT -> new Command.Connect(connection);
      case CANCEL -> new Command.Cancel(connection);
      case DISCONNECT -> new Command.Disconnect(connection);
      case RECONNECT -> new Command.Reconnect(connection);
    };
  }
}
