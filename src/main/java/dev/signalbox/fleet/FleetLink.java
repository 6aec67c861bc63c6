package dev.signalbox.fleet;

import dev.signalbox.base.Subscription;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
   * @param jetStreamPrefix what the subjects of JetStream's questions begin with, without the final
   *     dot
   */
  record Term(
      long number,
      Connection connection,
      JetStream jetStream,
      String jetStreamPrefix,
      Denials denials,
      Stock stock) {

    /** Whether it has not been lost as far as is known by now. */
    public boolean isConnected() {
      return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /** Looks at the stock on a thread of its own, on which it tells what that lacks. */
    public void look(Consumer<List<String>> told) {
      var _ = Thread.ofVirtual().name("fleet stock").start(() -> told.accept(lacking()));
    }

    private List<String> lacking() {
      try {
        return stock.lacking();
      } catch (InterruptedException | IllegalStateException e) {
        // The connection was just lost, so that nobody knows.
        return List.of();
      }
    }
  }

  /** What the server has said that its user may not. */
  interface Denials {

    /** What it said of that subject; empty if it said nothing of it. */
    Optional<String> of(String subject);
  }

  /** What the fleet keeps there. */
  interface Stock {

    /**
     * What of it is missing, or not as it is needed, one line each; none if all is well, or nobody
     * knows. Blocks until the server has answered, for some seconds at most.
     *
     * @throws InterruptedException if told to stop
     */
    List<String> lacking() throws InterruptedException;
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
