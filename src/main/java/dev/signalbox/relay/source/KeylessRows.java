package dev.signalbox.relay.source;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;

/**
 * Rows of a view that have no timestamp or no id. No page ever comes to them; a table's columns are
 * told to be NOT NULL instead.
 *
 * @param view as the operator writes it
 */
record KeylessRows(RelayDatabase database, String view, PageQuery query) {
  private static final int MOST = 1_000;

  /**
   * Tells how many there are now.
   *
   * @throws RelayException if the database is lost
   */
  void tell(SourceListener listener) throws RelayException {
    try {
      int found = count();
      if (found > 0) {
        listener.remark(words(found));
      }
    } catch (RelayException e) {
      // What does not keep pages from being read is no reason not to begin.
      if (e.recovery() != RelayException.Recovery.NONE
          && e.failure().kind() != FailureKind.TIMED_OUT) {
        throw e;
      }
      listener.remark(
          "rows of %s without a timestamp or an id are never relayed, and were not counted: %s"
              .formatted(view, e.failure().message()));
    }
  }

  private String words(int found) {
    String rows =
        found == 1
            ? "1 row of %s has no timestamp or no id, and is".formatted(view)
            : "%s%d rows of %s have no timestamp or no id, and are"
                .formatted(found == MOST ? "at least " : "", found, view);
    return rows + " never relayed; have the view leave such rows out, or give them both";
  }

  private int count() throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        query.keyless(),
        statement -> statement.setInt(1, MOST),
        row -> {
          row.next();
          return row.getInt(1);
        });
  }
}
