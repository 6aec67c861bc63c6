package dev.signalbox.shutdown;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEffect;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.ConnectionTransition;
import dev.signalbox.connection.state.ConnectionTransitions;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.relay.state.RelayEvent;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayStatus;
import dev.signalbox.relay.state.RelayTransition;
import dev.signalbox.relay.state.RelayTransitions;
import dev.signalbox.shutdown.Interlockings.ForEndpoint;
import dev.signalbox.shutdown.Interlockings.ForProgram;
import dev.signalbox.shutdown.Interlockings.ForRelay;
import dev.signalbox.shutdown.Interlockings.Limits;
import dev.signalbox.shutdown.state.ProgramEvent;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ProgramTransitions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Functions of the product with one transition gone wrong, each with the rule that it breaks. */
final class InterlockingMistakes {
  private static final Interlockings REAL = Interlockings.REAL;

  private InterlockingMistakes() {}

  record Mistake(Invariant breaks, String words, Interlockings interlockings) {
    @Override
    public String toString() {
      return words + " breaks: " + breaks;
    }
  }

  static Stream<Mistake> all() {
    return Stream.of(handles(), attempts(), commands(), program(), relay(), shutdown())
        .flatMap(mistakes -> mistakes);
  }

  private static Stream<Mistake> handles() {
    return Stream.of(
        endpoint(
            Invariant.NO_HANDLE_WITHOUT_OWNER,
            "a disconnect that does not close",
            (status, event) -> without(ConnectionEffect.CloseSession.class, status, event)),
        endpoint(
            Invariant.NO_HANDLE_WITHOUT_OWNER,
            "a cancel that does not abandon",
            (status, event) -> without(ConnectionEffect.AbandonAttempt.class, status, event)),
        endpoint(
            Invariant.NO_HANDLE_WITHOUT_OWNER,
            "an orphan that ends and is counted on",
            (status, event) ->
                event instanceof ConnectionEvent.ThreadEnded
                    ? unchanged(status, new Verdict.Ignored())
                    : real(status, event)),
        endpoint(
            Invariant.EFFECTS_IN_TURN,
            "a session adopted too late",
            (status, event) ->
                event instanceof ConnectionEvent.Opened late
                        && status.state() instanceof ConnectionState.Off
                    ? new ConnectionTransition(
                        status,
                        List.of(new ConnectionEffect.AdoptSession(late.attempt())),
                        new Verdict.Accepted())
                    : real(status, event)));
  }

  private static Stream<Mistake> attempts() {
    return Stream.of(
        endpoint(
            Invariant.ONE_CURRENT_ATTEMPT,
            "a second connect that begins a second attempt",
            (status, event) ->
                event instanceof ConnectionEvent.Connect connect
                        && status.state() instanceof ConnectionState.Connecting
                    ? begun(status, connect)
                    : real(status, event)),
        endpoint(
            Invariant.THREE_ORPHANS,
            "a connect in spite of three orphans",
            (status, event) -> withoutCounting(ConnectionEvent.Connect.class, status, event)),
        endpoint(
            Invariant.RETRY_EXACTLY_WHILE_WAITING,
            "a cancel that leaves the retry armed",
            (status, event) -> without(ConnectionEffect.DisarmRetry.class, status, event)),
        endpoint(
            Invariant.RETRY_EXACTLY_WHILE_WAITING,
            "a retry that is put off and forgotten",
            (status, event) ->
                event instanceof ConnectionEvent.RetryDue
                    ? without(ConnectionEffect.ArmRetry.class, status, event)
                    : real(status, event)),
        endpoint(
            Invariant.THREE_ORPHANS,
            "a retry in spite of three orphans",
            (status, event) -> withoutCounting(ConnectionEvent.RetryDue.class, status, event)),
        endpoint(
            Invariant.EFFECTS_IN_TURN,
            "a connect after the endpoint was retired",
            (status, event) ->
                event instanceof ConnectionEvent.Connect && status.retired()
                    ? real(new ConnectionStatus(status.state(), status.abandoned(), false), event)
                    : real(status, event)));
  }

  private static Stream<Mistake> commands() {
    return Stream.of(
        endpoint(
            Invariant.EVERY_COMMAND_HAS_AN_OUTCOME,
            "a cancel that is ignored",
            (status, event) ->
                event instanceof ConnectionEvent.Cancel
                        && status.state() instanceof ConnectionState.Off
                    ? unchanged(status, new Verdict.Ignored())
                    : real(status, event)),
        relay(
            Invariant.EVERY_COMMAND_HAS_AN_OUTCOME,
            "a stop that is ignored",
            (status, event) ->
                event instanceof RelayEvent.Stop && status.state() instanceof RelayState.Stopped
                    ? new RelayTransition(status, List.of(), new Verdict.Ignored())
                    : RelayTransitions.next(status, event)),
        endpoint(
            Invariant.TERMINAL_STATES_ABSORB,
            "a disconnect that takes a failure away, when retired as well",
            (status, event) ->
                event instanceof ConnectionEvent.Disconnect
                        && status.state() instanceof ConnectionState.Failed
                    ? new ConnectionTransition(
                        new ConnectionStatus(
                            new ConnectionState.Off(event.at()),
                            status.abandoned(),
                            status.retired()),
                        List.of(),
                        new Verdict.Accepted())
                    : real(status, event)));
  }

  private static Stream<Mistake> program() {
    return Stream.of(
        program(
            Invariant.TERMINAL_STATES_ABSORB,
            "Closed that can reopen",
            (state, event) ->
                state instanceof ProgramState.Closed
                    && event instanceof ProgramEvent.ShutdownRequested,
            new ProgramState.Open()),
        program(
            Invariant.NO_START_AFTER_SHUTDOWN,
            "Closing that lets commands pass again once a step begins",
            (state, event) ->
                state instanceof ProgramState.Closing && event instanceof ProgramEvent.PhaseBegun,
            new ProgramState.Open()),
        kept(
            Invariant.LEADS_TO_CLOSED,
            "Closing that is never finished",
            (_, event) -> event instanceof ProgramEvent.Finished),
        kept(
            Invariant.LEADS_TO_CLOSED,
            "a request that begins nothing",
            (_, event) -> event instanceof ProgramEvent.ShutdownRequested),
        kept(
            Invariant.PROGRAM_TELLS_THE_STEP,
            "a phase that is not shown",
            (_, event) -> event instanceof ProgramEvent.PhaseBegun),
        program(
            Invariant.PROGRAM_TELLS_THE_STEP,
            "a second request that begins again",
            (state, event) ->
                state instanceof ProgramState.Closing
                    && event instanceof ProgramEvent.ShutdownRequested,
            new ProgramState.Open()));
  }

  private static Stream<Mistake> relay() {
    return Stream.of(
        relay(
            Invariant.NO_START_AFTER_SHUTDOWN,
            "a relay deaf to its retirement",
            (status, event) ->
                event instanceof RelayEvent.Retire
                    ? new RelayTransition(status, List.of(), new Verdict.Accepted())
                    : RelayTransitions.next(status, event)),
        relay(
            Invariant.RUN_EXACTLY_WHILE_POLLING,
            "a run that ends and is kept",
            (status, event) -> {
              RelayTransition step = RelayTransitions.next(status, event);
              return event instanceof RelayEvent.RunEnded
                  ? new RelayTransition(
                      new RelayStatus(step.next().state(), status.run(), status.retired()),
                      step.effects(),
                      step.verdict())
                  : step;
            }),
        relay(
            Invariant.TERMINAL_STATES_ABSORB,
            "a stop that takes a failure away, when retired as well",
            (status, event) ->
                event instanceof RelayEvent.StopNow && status.state() instanceof RelayState.Failed
                    ? new RelayTransition(
                        new RelayStatus(
                            new RelayState.Stopped(event.at()), Optional.empty(), status.retired()),
                        List.of(),
                        new Verdict.Accepted())
                    : RelayTransitions.next(status, event)));
  }

  private static Stream<Mistake> shutdown() {
    Limits greedy =
        (step, left) ->
            step == ShutdownStep.CLOSING_FIRST
                ? ShutdownStep.BUDGET / 2
                : ShutdownStep.limit(step, left);
    return Stream.of(
        new Mistake(
            Invariant.LEADS_TO_CLOSED,
            "a close that takes half of the whole budget, whatever is left",
            REAL.withLimits(greedy)),
        endpoint(
            Invariant.NOTHING_LEFT,
            "an endpoint deaf to its retirement",
            (status, event) ->
                event instanceof ConnectionEvent.Retire
                    ? unchanged(status, new Verdict.Accepted())
                    : real(status, event)));
  }

  private static Mistake endpoint(Invariant breaks, String words, ForEndpoint wrong) {
    return new Mistake(breaks, words, REAL.withEndpoint(wrong));
  }

  private static Mistake relay(Invariant breaks, String words, ForRelay wrong) {
    return new Mistake(breaks, words, REAL.withRelay(wrong));
  }

  private static Mistake program(
      Invariant breaks,
      String words,
      BiPredicate<ProgramState, ProgramEvent> when,
      ProgramState wrong) {
    ForProgram next =
        (state, event) -> when.test(state, event) ? wrong : ProgramTransitions.next(state, event);
    return new Mistake(breaks, words, REAL.withProgram(next));
  }

  /** A program that keeps its state when it should not. */
  private static Mistake kept(
      Invariant breaks, String words, BiPredicate<ProgramState, ProgramEvent> when) {
    ForProgram next =
        (state, event) -> when.test(state, event) ? state : ProgramTransitions.next(state, event);
    return new Mistake(breaks, words, REAL.withProgram(next));
  }

  private static ConnectionTransition real(ConnectionStatus status, ConnectionEvent event) {
    return ConnectionTransitions.next(status, event);
  }

  private static ConnectionTransition unchanged(ConnectionStatus status, Verdict verdict) {
    return new ConnectionTransition(status, List.of(), verdict);
  }

  private static ConnectionTransition without(
      Class<? extends ConnectionEffect> forgotten, ConnectionStatus status, ConnectionEvent event) {
    ConnectionTransition step = real(status, event);
    return new ConnectionTransition(
        step.next(),
        step.effects().stream().filter(effect -> !forgotten.isInstance(effect)).toList(),
        step.verdict());
  }

  private static ConnectionTransition begun(
      ConnectionStatus status, ConnectionEvent.Connect connect) {
    AttemptId id = connect.next().id();
    ConnectionState connecting =
        new ConnectionState.Connecting(
            id, connect.at(), connect.next().deadline(), ConnectPhase.STARTING, Retries.NONE);
    return new ConnectionTransition(
        new ConnectionStatus(connecting, status.abandoned(), status.retired()),
        List.of(new ConnectionEffect.StartAttempt(id)),
        new Verdict.Accepted());
  }

  /** What follows if one orphan were forgotten where there are as many as there may be. */
  private static ConnectionTransition withoutCounting(
      Class<? extends ConnectionEvent> by, ConnectionStatus status, ConnectionEvent event) {
    if (!by.isInstance(event) || status.orphans() < ConnectionStatus.MAXIMUM_ORPHANS) {
      return real(status, event);
    }
    Set<AttemptId> fewer = new TreeSet<>(status.abandoned());
    fewer.remove(status.abandoned().iterator().next());
    ConnectionTransition step =
        real(new ConnectionStatus(status.state(), fewer, status.retired()), event);
    return new ConnectionTransition(
        new ConnectionStatus(step.next().state(), status.abandoned(), step.next().retired()),
        step.effects(),
        step.verdict());
  }
}
