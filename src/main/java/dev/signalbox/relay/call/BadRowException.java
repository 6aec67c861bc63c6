package dev.signalbox.relay.call;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.settings.PollingSettings;

/** A row cannot be relayed, and trying again does not help. */
public final class BadRowException extends RelayException {
  private static final long serialVersionUID = 1L;

  private final transient BadRow row;

  /**
   * @param endpoint whose limit or value it is
   */
  public BadRowException(
      RelayFailures failures, Endpoint endpoint, PollingSettings settings, BadRow row) {
    super(
        failures.found(
            endpoint,
            FailureKind.CONFIGURATION,
            "row %s of %s cannot be relayed, column %s: %s"
                .formatted(row.position().recorded(), settings.table(), row.column(), row.reason()),
            nextStep(settings, row)),
        Recovery.NONE);
    this.row = row;
  }

  /** The position is far behind a late one: set there, it would send all between once more. */
  private static String nextStep(PollingSettings settings, BadRow row) {
    if (!row.position().isRecordable()) {
      return "Shorten the id, relay by another column, or set polling.on_bad_row to divert.";
    }
    return row.late()
        ? "Mend the row or delete it, or set polling.on_bad_row to divert."
        : "Mend the row; or go on behind it: %s; or set polling.on_bad_row to divert."
            .formatted(row.position().setCommand(settings.programName()));
  }

  public BadRow row() {
    return row;
  }
}
