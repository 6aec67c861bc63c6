package dev.signalbox.ui;

import dev.signalbox.base.Verdict;
import dev.signalbox.shutdown.OperatorCommands;

/** What a button in a connection's row sends. */
enum ConnectionCommand {
  CONNECT,
  CANCEL,
  DISCONNECT,
  RECONNECT;

  Verdict send(OperatorCommands commands, String endpoint) {
    return switch (this) {
      case CONNECT -> commands.connect(endpoint);
      case CANCEL -> commands.cancel(endpoint);
      case DISCONNECT -> commands.disconnect(endpoint);
      case RECONNECT -> commands.reconnect(endpoint);
    };
  }
}
