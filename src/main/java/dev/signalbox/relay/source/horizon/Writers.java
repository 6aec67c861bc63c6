package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Looks at who is writing into a database. */
interface Writers {
  /** Whether rows come from servers whose writers are not to be seen here. */
  boolean areElsewhere() throws RelayException;

  /** Whether those that are seen are on several servers, each of which dates rows by its clock. */
  boolean areOnSeveral() throws RelayException;

  /** The right that looking needs. */
  String grant();

  /**
   * Empty if what the database showed is older than the question.
   *
   * @throws RelayException if that may not be seen, for one
   */
  Optional<Sighting> look() throws RelayException;

  /**
   * Everybody whose writing may not be visible yet, as the database showed it. All times are in
   * UTC.
   *
   * @param now before anything else was looked at
   * @param statements those that ran, looked at first
   * @param transactions those that were open and had written, looked at last
   */
  record Sighting(LocalDateTime now, List<Statement> statements, List<Transaction> transactions) {
    public Sighting {
      statements = List.copyOf(statements);
      transactions = List.copyOf(transactions);
    }

    /**
     * A statement that ran.
     *
     * @param began when its own clock stopped, at the latest
     * @param writes whether it may write; a query may belong to a transaction that has
     */
    record Statement(String session, LocalDateTime began, boolean writes) {}

    /**
     * A transaction that was open.
     *
     * @param id its own, not used again
     * @param began as the database has it: that of its first access, in whole seconds
     */
    record Transaction(String id, String session, LocalDateTime began) {}
  }
}
