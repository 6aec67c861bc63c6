package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionEffect.AbandonAttempt;
import dev.signalbox.connection.state.ConnectionEffect.AdoptSession;
import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEvent.AttemptFailed;
import dev.signalbox.connection.state.ConnectionEvent.CancelOverdue;
import dev.signalbox.connection.state.ConnectionEvent.DeadlinePassed;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatAnswered;
import dev.signalbox.connection.state.ConnectionEvent.HeartbeatFailed;
import dev.signalbox.connection.state.ConnectionEvent.Opened;
import dev.signalbox.connection.state.ConnectionEvent.PasswordAnswered;
import dev.signalbox.connection.state.ConnectionEvent.PhaseReached;
import dev.signalbox.connection.state.ConnectionEvent.Report;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionEvent.SessionClosed;
import dev.signalbox.connection.state.ConnectionEvent.SessionLost;
import dev.signalbox.connection.state.ConnectionEvent.ThreadEnded;
import dev.signalbox.connection.state.ConnectionState.AfterClose;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a report of an attempt, a session or a timer leads to. */
final class ReportTransitions {
  private ReportTransitions() {}

  static ConnectionTransition next(ConnectionStatus status, Report report) {
    return switch (report) {
      case PhaseReached e -> phaseReached(status, e);
      case PasswordAnswered e -> passwordAnswered(status, e);
      case Opened e -> opened(status, e);
      case AttemptFailed e -> attemptFailed(status, e);
      case DeadlinePassed e -> deadlinePassed(status, e);
      case ThreadEnded e -> threadEnded(status, e);
      case CancelOverdue e -> cancelOverdue(status, e);
      case RetryDue e -> retryDue(status, e);
      case HeartbeatAnswered e -> heartbeatAnswered(status, e);
      case HeartbeatFailed e -> heartbeatFailed(status, e);
      case SessionLost e -> sessionLost(status, e);
      case SessionClosed e -> sessionClosed(status, e);
    };
  }

  private static ConnectionTransition phaseReached(ConnectionStatus status, PhaseReached event) {
    return status.state() instanceof Connecting c && c.attempt().equals(event.attempt())
        ? ConnectionTransition.accepted(
            status.with(
                new Connecting(c.attempt(), c.since(), c.deadline(), event.phase(), c.retries())))
        : ConnectionTransition.ignored(status);
  }

  private static ConnectionTransition passwordAnswered(
      ConnectionStatus status, PasswordAnswered event) {
    return status.state() instanceof Connecting c && c.attempt().equals(event.attempt())
        ? ConnectionTransition.accepted(
            status.with(
                new Connecting(
                    c.attempt(),
                    event.at(),
                    event.deadline(),
                    c.isAsking() ? ConnectPhase.STARTING : c.phase(),
                    c.retries())))
        : ConnectionTransition.ignored(status);
  }

  private static ConnectionTransition opened(ConnectionStatus status, Opened event) {
    return status.state() instanceof Connecting c && c.attempt().equals(event.attempt())
        ? ConnectionTransition.accepted(
            status.with(
                new Connected(c.attempt(), event.at(), event.peer(), Optional.empty(), event.at())),
            new AdoptSession(c.attempt()))
        : ConnectionTransition.ignored(status);
  }

  private static ConnectionTransition attemptFailed(ConnectionStatus status, AttemptFailed event) {
    return status.state() instanceof Connecting c && c.attempt().equals(event.attempt())
        ? ConnectionTransition.settle(
            status, event.at(), event.failure(), event.retryAt(), c.retries())
        : ConnectionTransition.ignored(status);
  }

  private static ConnectionTransition deadlinePassed(
      ConnectionStatus status, DeadlinePassed event) {
    if (!(status.state() instanceof Connecting c) || !c.attempt().equals(event.attempt())) {
      return ConnectionTransition.ignored(status);
    }
    ConnectionTransition settled =
        ConnectionTransition.settle(
            status.abandoning(c.attempt()),
            event.at(),
            event.failure(),
            event.retryAt(),
            c.retries());
    return ConnectionTransition.accepted(
        settled.next(),
        Stream.concat(Stream.of(new AbandonAttempt(c.attempt())), settled.effects().stream())
            .toArray(ConnectionEffect[]::new));
  }

  private static ConnectionTransition threadEnded(ConnectionStatus status, ThreadEnded event) {
    ConnectionStatus fewer = status.ended(event.attempt());
    if (status.state() instanceof Cancelling c && c.attempt().equals(event.attempt())) {
      return ConnectionTransition.accepted(fewer.with(new Off(event.at())));
    }
    return fewer.equals(status)
        ? ConnectionTransition.ignored(status)
        : ConnectionTransition.accepted(fewer);
  }

  private static ConnectionTransition cancelOverdue(ConnectionStatus status, CancelOverdue event) {
    return status.state() instanceof Cancelling c && c.attempt().equals(event.attempt())
        ? ConnectionTransition.accepted(status.with(new Off(event.at())))
        : ConnectionTransition.ignored(status);
  }

  private static ConnectionTransition retryDue(ConnectionStatus status, RetryDue event) {
    if (!(status.state() instanceof Waiting w)
        || !w.retryAt().equals(event.planned())
        || status.retired()) {
      return ConnectionTransition.ignored(status);
    }
    ConnectionTransition begun =
        ConnectionTransition.begin(status, event.at(), event.next(), w.retries());
    return begun.verdict().isAccepted() ? begun : putOff(status, w, event);
  }

  /**
   * With the most orphans there may be, a retry would only add another. They end by themselves, so
   * it waits for that, as long as retries are not given up.
   */
  private static ConnectionTransition putOff(
      ConnectionStatus status, Waiting waiting, RetryDue event) {
    return event
        .otherwiseAt()
        .map(
            when ->
                ConnectionTransition.accepted(
                    status.with(
                        new Waiting(waiting.since(), when, waiting.retries(), waiting.cause())),
                    new ArmRetry(when)))
        .orElseGet(
            () ->
                ConnectionTransition.accepted(
                    status.with(new Failed(event.at(), waiting.cause()))));
  }

  private static ConnectionTransition heartbeatAnswered(
      ConnectionStatus status, HeartbeatAnswered event) {
    return ofSession(
        status,
        event.session(),
        open ->
            ConnectionTransition.accepted(
                status.with(
                    new Connected(
                        open.session(),
                        open.connectedSince(),
                        open.peer(),
                        Optional.of(event.latency()),
                        event.at()))));
  }

  private static ConnectionTransition heartbeatFailed(
      ConnectionStatus status, HeartbeatFailed event) {
    return ofSession(
        status,
        event.session(),
        open ->
            ConnectionTransition.accepted(
                status.with(
                    new Stale(
                        open.session(),
                        open.connectedSince(),
                        open.peer(),
                        open.staleSince().orElse(event.at()),
                        open.lastProof(),
                        event.failure()))));
  }

  private static ConnectionTransition sessionLost(ConnectionStatus status, SessionLost event) {
    return ofSession(
        status,
        event.session(),
        open ->
            ConnectionTransition.close(
                status,
                abort(open.session()),
                event.at(),
                new AfterClose.Recover(event.failure())));
  }

  /** What is known of a session that is open, whether it answers or not. */
  private record OpenSession(
      AttemptId session,
      Instant connectedSince,
      Peer peer,
      Optional<Instant> staleSince,
      Instant lastProof) {}

  /** What follows from a report about this session, if that is the one that is open. */
  private static ConnectionTransition ofSession(
      ConnectionStatus status,
      AttemptId session,
      Function<OpenSession, ConnectionTransition> report) {
    Optional<OpenSession> open =
        switch (status.state()) {
          case Connected c ->
              Optional.of(
                  new OpenSession(
                      c.session(), c.since(), c.peer(), Optional.empty(), c.lastProof()));
          case Stale s ->
              Optional.of(
                  new OpenSession(
                      s.session(),
                      s.connectedSince(),
                      s.peer(),
                      Optional.of(s.since()),
                      s.lastProof()));
          case Off _, Connecting _, Cancelling _, Waiting _, Failed _, Closing _ ->
              Optional.empty();
        };
    return open.filter(known -> known.session().equals(session))
        .map(report)
        .orElseGet(() -> ConnectionTransition.ignored(status));
  }

  private static CloseSession abort(AttemptId session) {
    return new CloseSession(session, false, CloseSession.USUAL_LIMIT);
  }

  private static ConnectionTransition sessionClosed(ConnectionStatus status, SessionClosed event) {
    if (!(status.state() instanceof Closing c) || !c.session().equals(event.session())) {
      return ConnectionTransition.ignored(status);
    }
    ConnectionStatus left = event.overdue() ? status.abandoning(c.session()) : status;
    if (left.retired()) {
      return ConnectionTransition.accepted(left.with(new Off(event.at())));
    }
    return switch (c.after()) {
      case AfterClose.StayOff _ -> ConnectionTransition.accepted(left.with(new Off(event.at())));
      case AfterClose.Recover r ->
          ConnectionTransition.settle(
              left, event.at(), r.cause(), event.retryAt(), Retries.AFTER_SESSION);
      case AfterClose.Reconnect _ -> {
        ConnectionTransition begun =
            ConnectionTransition.begin(left, event.at(), event.next(), Retries.AFTER_SESSION);
        yield begun.verdict().isAccepted()
            ? begun
            : ConnectionTransition.accepted(left.with(new Off(event.at())));
      }
    };
  }
}
