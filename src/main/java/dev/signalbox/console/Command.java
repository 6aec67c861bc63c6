package dev.signalbox.console;

import dev.signalbox.relay.state.HeldLease;
import java.time.Duration;

/**
 * What an operator may ask of an engine. Each is refused, with a reason, where it makes no sense;
 * repeats join.
 */
public sealed interface Command {

  /** What the buttons of a connection may ask for. */
  sealed interface OfConnection extends Command {}

  /** What the buttons of a relay may ask for. */
  sealed interface OfRelay extends Command {}

  record Connect(String connection) implements OfConnection {}

  /** Abandon the attempt under way, or stop retrying. */
  record Cancel(String connection) implements OfConnection {}

  record Disconnect(String connection) implements OfConnection {}

  record Reconnect(String connection) implements OfConnection {}

  /** Connect what the relay needs, then poll. Refused in production unless armed. */
  record Start(String relay) implements OfRelay {}

  /** Abandon a start. */
  record CancelStart(String relay) implements OfRelay {}

  /** Finish the page in flight, commit, and stop polling. Connections stay open. */
  record Stop(String relay) implements OfRelay {}

  /** Stop without waiting for outstanding acknowledgements: rows may be sent again. */
  record StopNow(String relay) implements OfRelay {}

  /**
   * Finish the page in flight, commit, release the lease, and stand by, so that another engine goes
   * on. Taken back if none does so within ten seconds. Refused unless the relay polls. As Stop, it
   * needs no arming: nothing begins to poll by it that was not started, here or there, before.
   */
  record HandOver(String relay) implements OfRelay {
    /** For how long the relay is left to other engines. */
    public static final Duration LEFT_TO_OTHERS = HeldLease.LEFT_TO_OTHERS;
  }

  /**
   * Unlock Start and the configuration in production for ten minutes, counted from now if they are
   * unlocked already.
   */
  record Arm() implements Command {}

  /** Lock Start and the configuration again at once. */
  record Lock() implements Command {}

  /**
   * Go on elsewhere, as it was planned. Refused while anybody polls, in production unless armed,
   * and if the relay is not where the plan found it.
   */
  record SetPosition(String relay, PositionPlan plan) implements Command {}

  /**
   * Take the lease from its holder, who is kept from taking it back. Refused in production unless
   * armed, and if it has another holder by now.
   */
  record TakeOver(String relay, LeaseHolding holding) implements Command {}

  /**
   * Store the rows again that a comparison has found missing, behind all others; the relay stays
   * where it is. Refused while anybody polls, and in production unless armed.
   */
  record Republish(String relay, VerifyNews.Result found) implements Command {}

  /**
   * Close a connection that no relay is set to use, and forget it until the next start. Refused in
   * production unless armed.
   */
  record RemoveConnection(String connection) implements Command {}

  /**
   * Write an edit into the configuration and put it to use. Refused where it cannot be, and in
   * production unless armed; then the file is as it was.
   */
  record SaveConnection(ConnectionEdit edit) implements Command {}

  /** As {@link RemoveConnection}, in the configuration as well. */
  record DeleteConnection(String connection) implements Command {}

  /**
   * Put to use what stands in the configuration now. What is as it was keeps its connection.
   * Refused as a whole where a relay is at work with what would change, and in production unless
   * armed.
   */
  record ReloadConfiguration() implements Command {}

  /** Stop a relay and forget it until the next start. Refused in production unless armed. */
  record RemoveRelay(String relay) implements Command {}
}
