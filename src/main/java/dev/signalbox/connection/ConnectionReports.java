package dev.signalbox.connection;

import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionEvent.Report;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where attempts, sessions and timers report what they experience. They decide nothing: a report
 * may find that it is late.
 *
 * <p>Threading: called from any thread; returns at once.
 */
interface ConnectionReports {

  /** Lets something happen. The event is made under the supervisor's lock. */
  void report(Function<EventContext, Report> event);

  /** The hand-over: returns whether the session belongs to the supervisor from now on. */
  boolean offer(AttemptId from, Session session);

  /** How much of the session is used has been looked at, and nothing else has happened. */
  void used();

  /** Writes to the log, once everything that has changed so far is written there. */
  void announce(Consumer<ConnectionLog> lines);
}
