package dev.signalbox.connection.state;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionEffect.AbandonAttempt;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.DisarmRetry;
import dev.signalbox.connection.state.ConnectionEvent.Cancel;
import dev.signalbox.connection.state.ConnectionEvent.Command;
import dev.signalbox.connection.state.ConnectionEvent.Connect;
import dev.signalbox.connection.state.ConnectionEvent.Disconnect;
import dev.signalbox.connection.state.ConnectionEvent.Reconnect;
import dev.signalbox.connection.state.ConnectionEvent.Retire;
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
import java.util.List;

/** What the operator or the program may ask for in which state. */
final class CommandTransitions {
  private static final String CLOSING_PROGRAM = "Signalbox is closing";

  private CommandTransitions() {}

  static ConnectionTransition next(ConnectionStatus status, Command command) {
    return switch (command) {
      case Connect e -> connect(status, e);
      case Cancel e -> cancel(status, e.at());
      case Disconnect e -> disconnect(status, e);
      case Reconnect e -> reconnect(status, e.at());
      case Retire e -> retire(status, e.at());
    };
  }

  private static ConnectionTransition connect(ConnectionStatus status, Connect event) {
    if (status.retired()) {
      return ConnectionTransition.refused(status, CLOSING_PROGRAM);
    }
    return switch (status.state()) {
      case Off _, Failed _ ->
          ConnectionTransition.begin(status, event.at(), event.next(), Retries.NONE);
      case Waiting w -> {
        ConnectionTransition begun =
            ConnectionTransition.begin(status, event.at(), event.next(), w.retries().anew());
        yield begun.verdict().isAccepted()
            ? ConnectionTransition.accepted(
                begun.next(), new DisarmRetry(), begun.effects().getFirst())
            : begun;
      }
      case Connecting _ -> ConnectionTransition.unchanged(status, new Verdict.Joined());
      case Connected _, Stale _ -> ConnectionTransition.refused(status, "already connected");
      case Cancelling _ ->
          ConnectionTransition.refused(status, "the cancelled attempt is just ending");
      case Closing _ -> ConnectionTransition.refused(status, "the connection is just closing");
    };
  }

  private static ConnectionTransition cancel(ConnectionStatus status, Instant at) {
    return switch (status.state()) {
      case Connecting c ->
          ConnectionTransition.accepted(
              status.with(new Cancelling(c.attempt(), at)).abandoning(c.attempt()),
              new AbandonAttempt(c.attempt()));
      case Waiting _ -> ConnectionTransition.accepted(status.with(new Off(at)), new DisarmRetry());
      case Cancelling _ -> ConnectionTransition.unchanged(status, new Verdict.Joined());
      case Off _, Failed _, Connected _, Stale _, Closing _ ->
          ConnectionTransition.refused(status, "no connect is under way");
    };
  }

  private static ConnectionTransition disconnect(ConnectionStatus status, Disconnect event) {
    return switch (status.state()) {
      case Connected c ->
          ConnectionTransition.close(
              status,
              new CloseSession(c.session(), true, event.limit()),
              event.at(),
              new AfterClose.StayOff());
      case Stale s ->
          ConnectionTransition.close(
              status,
              new CloseSession(s.session(), false, event.limit()),
              event.at(),
              new AfterClose.StayOff());
      case Connecting _, Waiting _ -> cancel(status, event.at());
      case Closing c ->
          new ConnectionTransition(
              status.with(
                  new Closing(c.session(), c.since(), c.orderly(), new AfterClose.StayOff())),
              List.of(),
              new Verdict.Joined());
      case Cancelling _ -> ConnectionTransition.unchanged(status, new Verdict.Joined());
      case Off _, Failed _ -> ConnectionTransition.refused(status, "not connected");
    };
  }

  private static ConnectionTransition reconnect(ConnectionStatus status, Instant at) {
    if (status.retired()) {
      return ConnectionTransition.refused(status, CLOSING_PROGRAM);
    }
    return switch (status.state()) {
      case Connected c ->
          ConnectionTransition.close(
              status,
              new CloseSession(c.session(), true, CloseSession.USUAL_LIMIT),
              at,
              new AfterClose.Reconnect());
      case Stale s ->
          ConnectionTransition.close(
              status,
              new CloseSession(s.session(), false, CloseSession.USUAL_LIMIT),
              at,
              new AfterClose.Reconnect());
      case Closing c when c.after() instanceof AfterClose.Reconnect ->
          ConnectionTransition.unchanged(status, new Verdict.Joined());
      case Off _, Connecting _, Cancelling _, Waiting _, Failed _, Closing _ ->
          ConnectionTransition.refused(status, "not connected");
    };
  }

  private static ConnectionTransition retire(ConnectionStatus status, Instant at) {
    if (status.retired()) {
      return ConnectionTransition.unchanged(status, new Verdict.Joined());
    }
    ConnectionStatus retired = status.retire();
    return switch (status.state()) {
      case Connecting _, Waiting _ -> cancel(retired, at);
      case Closing c ->
          ConnectionTransition.accepted(
              retired.with(
                  new Closing(c.session(), c.since(), c.orderly(), new AfterClose.StayOff())));
      case Off _, Cancelling _, Connected _, Stale _, Failed _ ->
          ConnectionTransition.accepted(retired);
    };
  }
}
