package dev.signalbox.connection.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an endpoint stands. Every record carries its own facts, so that a reader never has to ask a
 * session.
 */
public sealed interface ConnectionState {

  /** When this state began. */
  Instant since();

  /** Why it is so, where there is a reason. */
  default Optional<Failure> failure() {
    return switch (this) {
      case Stale s -> Optional.of(s.cause());
      case Waiting w -> Optional.of(w.cause());
      case Failed f -> Optional.of(f.cause());
      case Off _, Connecting _, Cancelling _, Connected _, Closing _ -> Optional.empty();
    };
  }

  /** Whom the session talks to, while there is one. */
  default Optional<Peer> connectedTo() {
    return switch (this) {
      case Connected c -> Optional.of(c.peer());
      case Stale s -> Optional.of(s.peer());
      case Off _, Connecting _, Cancelling _, Waiting _, Failed _, Closing _ -> Optional.empty();
    };
  }

  /** The state's name, the same in every language and version. */
  default String word() {
    return getClass().getSimpleName();
  }

  /** Whether something is open, or an attempt may be opening it just now. */
  default boolean mayHoldResources() {
    return switch (this) {
      case Connecting _, Cancelling _, Connected _, Stale _, Closing _ -> true;
      case Off _, Waiting _, Failed _ -> false;
    };
  }

  /** Not connected, and nobody asked for it. */
  record Off(Instant since) implements ConnectionState {}

  /**
   * An attempt is under way. While it asks for a password nothing limits it: since and deadline are
   * those of the connect once the answer is there.
   */
  record Connecting(
      AttemptId attempt, Instant since, Instant deadline, ConnectPhase phase, Retries retries)
      implements ConnectionState {

    /** Whether the operator has the word: nothing goes on before the password is given. */
    public boolean isAsking() {
      return phase == ConnectPhase.PASSWORD;
    }
  }

  /** The attempt was told to go; its thread has not ended yet. */
  record Cancelling(AttemptId attempt, Instant since) implements ConnectionState {}

  /** Connected and proven alive at {@code lastProof}. */
  record Connected(
      AttemptId session, Instant since, Peer peer, Optional<Duration> latency, Instant lastProof)
      implements ConnectionState {}

  /** Connected once, but the last heartbeat was not answered. */
  record Stale(
      AttemptId session,
      Instant connectedSince,
      Peer peer,
      Instant since,
      Instant lastProof,
      Failure cause)
      implements ConnectionState {}

  /** Between two retries. */
  record Waiting(Instant since, Instant retryAt, Retries retries, Failure cause)
      implements ConnectionState {}

  /** Failed for good, until somebody asks again. */
  record Failed(Instant since, Failure cause) implements ConnectionState {}

  /**
   * The session is being closed.
   *
   * @param orderly whether the peer was believed alive when it began
   */
  record Closing(AttemptId session, Instant since, boolean orderly, AfterClose after)
      implements ConnectionState {}

  /** What follows once the session is closed. */
  sealed interface AfterClose {
    record StayOff() implements AfterClose {}

    record Reconnect() implements AfterClose {}

    /** The session was lost: retry or fail, as the cause allows. */
    record Recover(Failure cause) implements AfterClose {}
  }
}
