package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayException;
import java.util.Optional;

/** Looks at who is writing into a database. */
interface Writers {
  /** Whether rows come from servers whose writers are not to be seen here. */
  boolean areElsewhere() throws RelayException;

  /**
   * Empty if what the database showed is older than the question.
   *
   * @throws RelayException if that may not be seen, for one
   */
  Optional<Sighting> look() throws RelayException;
}
