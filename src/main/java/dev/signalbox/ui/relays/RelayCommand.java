package dev.signalbox.ui.relays;

import dev.signalbox.console.Command;

/** What the button of a relay sends. */
enum RelayCommand {
  START,
  CANCEL_START,
  STOP,
  STOP_NOW,
  HAND_OVER;

  Command to(String relay) {
    return switch (this) {
      case START -> new Command.Start(relay);
      case CANCEL_START -> new Command.CancelStart(relay);
      case STOP -> new Command.Stop(relay);
      case STOP_NOW -> new Command.StopNow(relay);
      case HAND_OVER -> new Command.HandOver(relay);
    };
  }
}
