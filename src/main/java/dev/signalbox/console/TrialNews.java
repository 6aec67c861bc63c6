package dev.signalbox.console;

import dev.signalbox.connection.state.ConnectionSnapshot;

/** How the test of a draft goes. */
public sealed interface TrialNews {

  /** It goes on. */
  record UnderWay(ConnectionSnapshot snapshot) implements TrialNews {}

  /** It is decided: connected and answering, or failed. What it opened is being closed. */
  record Decided(ConnectionSnapshot snapshot) implements TrialNews {}

  /** It was not even begun. */
  record Refused(String reason) implements TrialNews {}
}
