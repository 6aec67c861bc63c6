package dev.signalbox.fleet;

import dev.signalbox.base.Subscription;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import java.util.Optional;

/**
 * A connection to NATS that comes and goes, and is opened and closed by somebody else.
 *
 * <p>Threading: listeners are called in order, on a thread of the link's own; they return at once.
 */
public interface FleetLink {

  /** Tells of the present term first, if there is one, until that is closed. */
  Subscription listen(Listener listener);

  /**
   * The time from one connection's begin to its loss. Whatever is still asked of it afterwards
   * fails.
   *
   * @param number rises with each term
   */
  record Term(long number, Connection connection, JetStream jetStream, Denials denials) {}

  /** What the server has said that its user may not. */
  interface Denials {

    /** What it said of that subject; empty if it said nothing of it. */
    Optional<String> of(String subject);
  }

  /** Who uses it. */
  interface Listener {

    /** Everything has to be begun anew on this. */
    void connected(Term term);

    /**
     * There is no connection, or none any more.
     *
     * @param reason in one line
     */
    void lost(String reason);
  }
}
