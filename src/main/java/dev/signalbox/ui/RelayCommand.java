package dev.signalbox.ui;

import dev.signalbox.base.Verdict;
import dev.signalbox.shutdown.OperatorCommands;

/** What the button of a relay sends. */
enum RelayCommand {
  START,
  CANCEL_START,
  STOP,
  STOP_NOW;

  Verdict send(OperatorCommands commands, String relay) {
    return switch (this) {
      case START -> commands.start(relay);
      case CANCEL_START -> commands.cancelStart(relay);
      case STOP -> commands.stop(relay);
      case STOP_NOW -> commands.stopNow(relay);
    };
  }
}
