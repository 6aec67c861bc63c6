package dev.signalbox.shutdown;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionEffect;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.ConnectionTransition;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.shutdown.Interlockings.ForEndpoint;
import dev.signalbox.shutdown.Interlockings.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One endpoint with all that it owns: its status, the threads of its attempts and closes, and who
 * has which handle. Time stands still and ids are as small as can be, so that equal situations are
 * equal values.
 *
 * @param actors what every thread that has not ended does, by the id of its attempt
 */
record EndpointModel(ConnectionStatus status, TreeMap<Long, Actor> actors, boolean retryArmed) {
  static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  static final Failure CAUSE =
      new Failure(
          FailureKind.UNREACHABLE, "here", ConnectPhase.TCP, NOW, Optional.empty(), "", "", "");

  /** What becomes of an attempt, from its thread's start to its handle's end. */
  enum Actor {
    /** Current: connects, holding whatever it has opened. */
    CONNECTING,
    /** Its session belongs to the supervisor; there is no thread. */
    ADOPTED,
    /** Its session is being closed in time. */
    CLOSING,
    /** Told to go, connects nevertheless. */
    ABANDONED,
    /**
     * Closes a session that it opened too late, or whose close is overdue; nobody waits for that.
     */
    CLOSING_ABANDONED
  }

  static EndpointModel initial() {
    return new EndpointModel(
        new ConnectionStatus(new Off(NOW), Set.of(), false), new TreeMap<>(), false);
  }

  /** Whatever the operator, a run, threads, peers and timers may do. */
  List<Step<EndpointModel>> moves(ForEndpoint interlocking) {
    // A run that connects or gives up on connecting asks for what an operator may ask for.
    Stream<Step<EndpointModel>> commands =
        Stream.of(
                new ConnectionEvent.Connect(NOW, next()),
                new ConnectionEvent.Cancel(NOW),
                disconnect(),
                new ConnectionEvent.Reconnect(NOW))
            .map(event -> apply(interlocking, event));
    return Stream.concat(commands, new EndpointSurroundings(this, interlocking).moves()).toList();
  }

  Step<EndpointModel> disconnect(ForEndpoint interlocking) {
    return apply(interlocking, disconnect());
  }

  Step<EndpointModel> retire(ForEndpoint interlocking) {
    return apply(interlocking, new ConnectionEvent.Retire(NOW));
  }

  private static ConnectionEvent disconnect() {
    return new ConnectionEvent.Disconnect(NOW, Duration.ofSeconds(1));
  }

  boolean isDown() {
    return status.state() instanceof Off || status.state() instanceof Failed;
  }

  /** The attempt that this event may begin. */
  NextAttempt next() {
    return new NextAttempt(new AttemptId(actors.isEmpty() ? 1 : actors.lastKey() + 1), NOW);
  }

  boolean is(AttemptId id, Actor actor) {
    return actors.get(id.number()) == actor;
  }

  EndpointModel with(AttemptId id, Actor actor) {
    TreeMap<Long, Actor> changed = new TreeMap<>(actors);
    changed.put(id.number(), actor);
    return new EndpointModel(status, changed, retryArmed);
  }

  EndpointModel without(AttemptId id) {
    TreeMap<Long, Actor> changed = new TreeMap<>(actors);
    changed.remove(id.number());
    return new EndpointModel(status, changed, retryArmed);
  }

  EndpointModel withRetry(boolean armed) {
    return new EndpointModel(status, actors, armed);
  }

  Step<EndpointModel> apply(ForEndpoint interlocking, ConnectionEvent event) {
    ConnectionTransition transition = interlocking.apply(status, event);
    EndpointModel after = new EndpointModel(transition.next(), actors, retryArmed);
    Optional<Invariant> broken = Optional.empty();
    if (event instanceof ConnectionEvent.Command
        && transition.verdict() instanceof Verdict.Ignored) {
      broken = Optional.of(Invariant.EVERY_COMMAND_HAS_AN_OUTCOME);
    }
    for (ConnectionEffect effect : transition.effects()) {
      if (broken.isEmpty() && !EndpointOwnership.allows(status, after, effect, event)) {
        broken = Optional.of(Invariant.EFFECTS_IN_TURN);
      }
      after = after.perform(effect);
    }
    if (event instanceof ConnectionEvent.Opened opened
        && !after.is(opened.attempt(), Actor.ADOPTED)) {
      // Nobody took it: its thread closes what it has opened.
      after = after.with(opened.attempt(), Actor.CLOSING_ABANDONED);
    }
    EndpointModel reached = after;
    return new Step<>(
        EndpointNames.canonical(reached),
        broken.or(() -> EndpointOwnership.broken(reached)).or(() -> absorbed(reached)));
  }

  /** What an endpoint that is retired and down must not do any more. */
  private Optional<Invariant> absorbed(EndpointModel after) {
    boolean revived = status.retired() && !after.status.retired();
    boolean moved = status.retired() && isDown() && !status.state().equals(after.status.state());
    return revived || moved ? Optional.of(Invariant.TERMINAL_STATES_ABSORB) : Optional.empty();
  }

  private EndpointModel perform(ConnectionEffect effect) {
    return switch (effect) {
      case ConnectionEffect.StartAttempt e -> with(e.attempt(), Actor.CONNECTING);
      case ConnectionEffect.AbandonAttempt e -> with(e.attempt(), Actor.ABANDONED);
      case ConnectionEffect.AdoptSession e -> with(e.attempt(), Actor.ADOPTED);
      case ConnectionEffect.CloseSession e -> with(e.session(), Actor.CLOSING);
      case ConnectionEffect.ArmRetry _ -> withRetry(true);
      case ConnectionEffect.DisarmRetry _ -> withRetry(false);
    };
  }
}
