package dev.signalbox.connection.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Everything that can happen to an endpoint. */
public sealed interface ConnectionEvent {
  Instant at();

  /** What the operator or the program asks for. Every command has an outcome. */
  sealed interface Command extends ConnectionEvent {}

  /** What an attempt, a session or a timer reports. A late one is ignored. */
  sealed interface Report extends ConnectionEvent {}

  record Connect(Instant at, NextAttempt next) implements Command {}

  record Cancel(Instant at) implements Command {}

  /**
   * Close the session.
   *
   * @param limit how long the close may take
   */
  record Disconnect(Instant at, Duration limit) implements Command {}

  record Reconnect(Instant at) implements Command {}

  /** The program is closing: abandon what is under way and never begin again. */
  record Retire(Instant at) implements Command {}

  record PhaseReached(Instant at, AttemptId attempt, ConnectPhase phase) implements Report {}

  /**
   * The operator has given the password that the attempt waited for.
   *
   * @param deadline of the connect, which only now begins
   */
  record PasswordAnswered(Instant at, AttemptId attempt, Instant deadline) implements Report {}

  record Opened(Instant at, AttemptId attempt, Peer peer) implements Report {}

  record AttemptFailed(Instant at, AttemptId attempt, Failure failure, Optional<Instant> retryAt)
      implements Report {}

  record DeadlinePassed(Instant at, AttemptId attempt, Failure failure, Optional<Instant> retryAt)
      implements Report {}

  /** The thread of an attempt, or of a close, has ended. */
  record ThreadEnded(Instant at, AttemptId attempt) implements Report {}

  /** A cancelled attempt's thread did not end in time. */
  record CancelOverdue(Instant at, AttemptId attempt) implements Report {}

  /**
   * The wait before a retry is over.
   *
   * @param planned the time it was armed for, which tells one wait from the next
   * @param otherwiseAt when it is due again if nothing may begin now; empty if retries are given up
   */
  record RetryDue(Instant at, Instant planned, NextAttempt next, Optional<Instant> otherwiseAt)
      implements Report {}

  record HeartbeatAnswered(Instant at, AttemptId session, Duration latency) implements Report {}

  record HeartbeatFailed(Instant at, AttemptId session, Failure failure) implements Report {}

  record SessionLost(Instant at, AttemptId session, Failure failure) implements Report {}

  /**
   * The close is over.
   *
   * @param overdue whether its deadline passed before it ended, so that its thread is an orphan
   * @param retryAt when to retry, if the session was lost and a retry is due
   * @param next the attempt to begin, if a reconnect was asked for
   */
  record SessionClosed(
      Instant at, AttemptId session, boolean overdue, Optional<Instant> retryAt, NextAttempt next)
      implements Report {}

  /** Identity and deadline of the attempt that this event may begin. */
  record NextAttempt(AttemptId id, Instant deadline) {}
}
