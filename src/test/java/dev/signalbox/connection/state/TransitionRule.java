package dev.signalbox.connection.state;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionEffect.AbandonAttempt;
import dev.signalbox.connection.state.ConnectionEffect.AdoptSession;
import dev.signalbox.connection.state.ConnectionEffect.ArmRetry;
import dev.signalbox.connection.state.ConnectionEffect.CloseSession;
import dev.signalbox.connection.state.ConnectionEffect.DisarmRetry;
import dev.signalbox.connection.state.ConnectionEffect.StartAttempt;
import dev.signalbox.connection.state.ConnectionEvent.AttemptFailed;
import dev.signalbox.connection.state.ConnectionEvent.Command;
import dev.signalbox.connection.state.ConnectionEvent.Opened;
import dev.signalbox.connection.state.ConnectionEvent.Report;
import dev.signalbox.connection.state.ConnectionEvent.RetryDue;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to hold for every single transition, whatever the status and the event. */
enum TransitionRule {
  COMMANDS_HAVE_AN_OUTCOME {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return !(event instanceof Command) || !(step.verdict() instanceof Verdict.Ignored);
    }
  },
  REPORTS_ARE_NEVER_REFUSED {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return !(event instanceof Report) || !(step.verdict() instanceof Verdict.Refused);
    }
  },
  WHAT_IS_NOT_ACCEPTED_DOES_NOTHING {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return switch (step.verdict()) {
        case Verdict.Accepted _ -> true;
        case Verdict.Joined _ -> step.effects().isEmpty();
        case Verdict.Ignored _, Verdict.Refused _ ->
            step.effects().isEmpty() && step.next().equals(before);
      };
    }
  },
  RETIRED_IS_FOR_EVER {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return !before.retired() || step.next().retired();
    }
  },
  RETIRED_NEVER_BEGINS {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return !step.next().retired()
          || (effects(step, StartAttempt.class).isEmpty()
              && effects(step, ArmRetry.class).isEmpty());
    }
  },
  AN_ATTEMPT_IS_STARTED_WHEN_IT_BECOMES_CURRENT {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      Optional<AttemptId> begun =
          attempt(step.next()).filter(id -> !attempt(before).equals(Optional.of(id)));
      return effects(step, StartAttempt.class)
          .equals(begun.map(StartAttempt::new).stream().toList());
    }
  },
  AN_ATTEMPT_THAT_IS_LEFT_ALONE_IS_ABANDONED {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      Optional<AttemptId> left =
          attempt(before).filter(id -> !attempt(step.next()).equals(Optional.of(id)));
      boolean ended = event instanceof Opened || event instanceof AttemptFailed;
      return effects(step, AbandonAttempt.class)
          .equals(left.filter(_ -> !ended).map(AbandonAttempt::new).stream().toList());
    }
  },
  A_SESSION_IS_ADOPTED_ONLY_FROM_THE_CURRENT_ATTEMPT {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      boolean opened =
          event instanceof Opened o && attempt(before).equals(Optional.of(o.attempt()));
      List<AdoptSession> expected =
          opened ? attempt(before).map(AdoptSession::new).stream().toList() : List.of();
      return effects(step, AdoptSession.class).equals(expected)
          && (session(before).isPresent() || opened == session(step.next()).isPresent());
    }
  },
  A_SESSION_IS_CLOSED_ONCE_WHEN_IT_IS_GIVEN_UP {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      List<AttemptId> closed =
          effects(step, CloseSession.class).stream().map(CloseSession::session).toList();
      Optional<AttemptId> left =
          session(before).filter(id -> !session(step.next()).equals(Optional.of(id)));
      return closed.equals(left.stream().toList());
    }
  },
  A_RETRY_IS_ARMED_EXACTLY_WHILE_WAITING {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      boolean was = before.state() instanceof Waiting;
      boolean is = step.next().state() instanceof Waiting;
      boolean due = event instanceof RetryDue && step.verdict() instanceof Verdict.Accepted;
      return effects(step, ArmRetry.class).size() == (is && (!was || due) ? 1 : 0)
          && effects(step, DisarmRetry.class).size()
              == (was && !is && !(event instanceof RetryDue) ? 1 : 0);
    }
  },
  AT_MOST_THREE_ORPHANS {
    @Override
    boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
      return step.next().orphans() <= ConnectionStatus.MAXIMUM_ORPHANS;
    }
  };

  abstract boolean holds(ConnectionStatus before, ConnectionEvent event, ConnectionTransition step);

  /** The rules that a transition breaks. */
  static Stream<TransitionRule> broken(
      ConnectionStatus before, ConnectionEvent event, ConnectionTransition step) {
    return Stream.of(values()).filter(rule -> !rule.holds(before, event, step));
  }

  private static <E extends ConnectionEffect> List<E> effects(
      ConnectionTransition step, Class<E> type) {
    return step.effects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Optional<AttemptId> attempt(ConnectionStatus status) {
    return status.state() instanceof Connecting c ? Optional.of(c.attempt()) : Optional.empty();
  }

  private static Optional<AttemptId> session(ConnectionStatus status) {
    return switch (status.state()) {
      case Connected c -> Optional.of(c.session());
      case Stale s -> Optional.of(s.session());
      default -> Optional.empty();
    };
  }
}
