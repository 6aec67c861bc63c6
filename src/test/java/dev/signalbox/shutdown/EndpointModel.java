package dev.signalbox.shutdown;

import dev.signalbox.connection.AttemptId;
import dev.signalbox.connection.ConnectPhase;
import dev.signalbox.connection.ConnectionEffect;
import dev.signalbox.connection.ConnectionEvent;
import dev.signalbox.connection.ConnectionEvent.NextAttempt;
import dev.signalbox.connection.ConnectionState;
import dev.signalbox.connection.ConnectionState.Connected;
import dev.signalbox.connection.ConnectionState.Connecting;
import dev.signalbox.connection.ConnectionState.Failed;
import dev.signalbox.connection.ConnectionState.Off;
import dev.signalbox.connection.ConnectionState.Stale;
import dev.signalbox.connection.ConnectionState.Waiting;
import dev.signalbox.connection.ConnectionStatus;
import dev.signalbox.connection.ConnectionTransition;
import dev.signalbox.connection.Failure;
import dev.signalbox.connection.FailureKind;
import dev.signalbox.connection.Retries;
import dev.signalbox.connection.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

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
  private static final Optional<Instant> RETRY = Optional.of(NOW);
  private static final Optional<Instant> NEVER = Optional.empty();

  /** What becomes of an attempt, from its thread's start to its handle's end. */
  enum Actor {
    /** Current: connects, holding whatever it has opened. */
    CONNECTING,
    /** Told to go, connects nevertheless. */
    ABANDONED,
    /** Too late: has a session that nobody took, and closes it. */
    CLOSING_LATE,
    /** Its session belongs to the supervisor; there is no thread. */
    ADOPTED,
    /** Its session is being closed in time. */
    CLOSING,
    /** Its session is still being closed, and nobody waits for that any more. */
    CLOSING_OVERDUE
  }

  /** The interlocking under trial. */
  @FunctionalInterface
  interface Interlocking
      extends BiFunction<ConnectionStatus, ConnectionEvent, ConnectionTransition> {}

  /** One thing that may happen, and what it leads to; broken names the rule it breaks, if any. */
  record Step(EndpointModel next, Optional<String> broken) {}

  static EndpointModel initial() {
    return new EndpointModel(
        new ConnectionStatus(new Off(NOW), Set.of(), false), new TreeMap<>(), false);
  }

  /** What the operator may ask for, at any time. */
  List<Step> commands(Interlocking interlocking) {
    return List.of(
        connect(interlocking),
        apply(interlocking, new ConnectionEvent.Cancel(NOW)),
        disconnect(interlocking),
        apply(interlocking, new ConnectionEvent.Reconnect(NOW)));
  }

  Step connect(Interlocking interlocking) {
    return apply(interlocking, new ConnectionEvent.Connect(NOW, next()));
  }

  Step disconnect(Interlocking interlocking) {
    return apply(interlocking, new ConnectionEvent.Disconnect(NOW, Duration.ofSeconds(1)));
  }

  Step retire(Interlocking interlocking) {
    return apply(interlocking, new ConnectionEvent.Retire(NOW));
  }

  boolean isDown() {
    return status.state() instanceof Off || status.state() instanceof Failed;
  }

  /** Whether everything has gone: no thread, no handle, no timer. */
  boolean isEmpty() {
    return actors.isEmpty() && !retryArmed;
  }

  /** What threads, peers and timers may do next. */
  List<Step> surroundings(Interlocking interlocking) {
    List<Step> steps = new ArrayList<>();
    actors.forEach(
        (number, actor) -> {
          AttemptId id = new AttemptId(number);
          switch (actor) {
            case CONNECTING -> connecting(interlocking, id, steps);
            case ABANDONED -> abandoned(interlocking, id, steps);
            case CLOSING_LATE, CLOSING_OVERDUE -> steps.add(ended(interlocking, id));
            case ADOPTED -> adopted(interlocking, id, steps);
            case CLOSING -> closing(interlocking, id, steps);
          }
        });
    if (retryArmed) {
      EndpointModel due = new EndpointModel(status, actors, false);
      steps.add(due.apply(interlocking, new ConnectionEvent.RetryDue(NOW, NOW, next())));
    }
    return steps;
  }

  private void connecting(Interlocking interlocking, AttemptId id, List<Step> steps) {
    steps.add(apply(interlocking, new ConnectionEvent.Opened(NOW, id)));
    for (Optional<Instant> retry : List.of(RETRY, NEVER)) {
      // Its thread has nothing left to do but to end.
      steps.add(
          without(id)
              .apply(interlocking, new ConnectionEvent.AttemptFailed(NOW, id, CAUSE, retry)));
      steps.add(apply(interlocking, new ConnectionEvent.DeadlinePassed(NOW, id, CAUSE, retry)));
    }
  }

  private void abandoned(Interlocking interlocking, AttemptId id, List<Step> steps) {
    steps.add(apply(interlocking, new ConnectionEvent.CancelOverdue(NOW, id)));
    steps.add(apply(interlocking, new ConnectionEvent.Opened(NOW, id)));
    steps.add(ended(interlocking, id));
  }

  private void adopted(Interlocking interlocking, AttemptId id, List<Step> steps) {
    steps.add(
        apply(interlocking, new ConnectionEvent.HeartbeatAnswered(NOW, id, Duration.ofMillis(1))));
    steps.add(apply(interlocking, new ConnectionEvent.HeartbeatFailed(NOW, id, CAUSE)));
    steps.add(apply(interlocking, new ConnectionEvent.SessionLost(NOW, id, CAUSE)));
  }

  private void closing(Interlocking interlocking, AttemptId id, List<Step> steps) {
    for (Optional<Instant> retry : List.of(RETRY, NEVER)) {
      steps.add(
          without(id)
              .apply(
                  interlocking, new ConnectionEvent.SessionClosed(NOW, id, false, retry, next())));
      steps.add(
          with(id, Actor.CLOSING_OVERDUE)
              .apply(
                  interlocking, new ConnectionEvent.SessionClosed(NOW, id, true, retry, next())));
    }
  }

  private Step ended(Interlocking interlocking, AttemptId id) {
    return without(id).apply(interlocking, new ConnectionEvent.ThreadEnded(NOW, id));
  }

  private EndpointModel with(AttemptId id, Actor actor) {
    TreeMap<Long, Actor> changed = new TreeMap<>(actors);
    changed.put(id.number(), actor);
    return new EndpointModel(status, changed, retryArmed);
  }

  private EndpointModel without(AttemptId id) {
    TreeMap<Long, Actor> changed = new TreeMap<>(actors);
    changed.remove(id.number());
    return new EndpointModel(status, changed, retryArmed);
  }

  private NextAttempt next() {
    return new NextAttempt(new AttemptId(actors.isEmpty() ? 1 : actors.lastKey() + 1), NOW);
  }

  private Step apply(Interlocking interlocking, ConnectionEvent event) {
    ConnectionTransition transition = interlocking.apply(status, event);
    EndpointModel after = new EndpointModel(transition.next(), actors, retryArmed);
    Optional<String> broken = Optional.empty();
    if (event instanceof ConnectionEvent.Command
        && transition.verdict() instanceof Verdict.Ignored) {
      broken = Optional.of("every command has an outcome");
    }
    for (ConnectionEffect effect : transition.effects()) {
      Optional<String> illegal = after.illegal(effect, event);
      broken = broken.or(() -> illegal);
      after = after.perform(effect);
    }
    if (event instanceof ConnectionEvent.Opened opened
        && after.actors.get(opened.attempt().number()) != Actor.ADOPTED) {
      after = after.with(opened.attempt(), Actor.CLOSING_LATE);
    }
    EndpointModel canonical = after.canonical();
    return new Step(canonical, broken.or(canonical::broken));
  }

  private Optional<String> illegal(ConnectionEffect effect, ConnectionEvent event) {
    boolean allowed =
        switch (effect) {
          case ConnectionEffect.StartAttempt e ->
              !status.retired() && !actors.containsKey(e.attempt().number());
          case ConnectionEffect.AbandonAttempt e -> is(e.attempt(), Actor.CONNECTING);
          case ConnectionEffect.AdoptSession e ->
              event instanceof ConnectionEvent.Opened && is(e.attempt(), Actor.CONNECTING);
          case ConnectionEffect.CloseSession e -> is(e.session(), Actor.ADOPTED);
          case ConnectionEffect.ArmRetry _ -> !status.retired() && !retryArmed;
          case ConnectionEffect.DisarmRetry _ -> retryArmed;
        };
    return allowed
        ? Optional.empty()
        : Optional.of("no " + effect.getClass().getSimpleName() + " of what is not one's own");
  }

  private boolean is(AttemptId id, Actor actor) {
    return actors.get(id.number()) == actor;
  }

  private EndpointModel perform(ConnectionEffect effect) {
    return switch (effect) {
      case ConnectionEffect.StartAttempt e -> with(e.attempt(), Actor.CONNECTING);
      case ConnectionEffect.AbandonAttempt e -> with(e.attempt(), Actor.ABANDONED);
      case ConnectionEffect.AdoptSession e -> with(e.attempt(), Actor.ADOPTED);
      case ConnectionEffect.CloseSession e -> with(e.session(), Actor.CLOSING);
      case ConnectionEffect.ArmRetry _ -> new EndpointModel(status, actors, true);
      case ConnectionEffect.DisarmRetry _ -> new EndpointModel(status, actors, false);
    };
  }

  /** What must hold whatever has happened. */
  private Optional<String> broken() {
    long current = count(Actor.CONNECTING);
    boolean connecting = status.state() instanceof Connecting;
    if (current > 1 || (current == 1) != connecting) {
      return Optional.of("one current attempt exactly while connecting");
    }
    boolean live = status.state() instanceof Connected || status.state() instanceof Stale;
    if (count(Actor.ADOPTED) != (live ? 1 : 0)) {
      return Optional.of("one session of the supervisor's exactly while connected or stale");
    }
    if (retryArmed != status.state() instanceof Waiting) {
      return Optional.of("a retry armed exactly while waiting");
    }
    List<AttemptId> left =
        actors.entrySet().stream()
            .filter(
                entry ->
                    switch (entry.getValue()) {
                      case ABANDONED, CLOSING_LATE, CLOSING_OVERDUE -> true;
                      case CONNECTING, ADOPTED, CLOSING -> false;
                    })
            .map(entry -> new AttemptId(entry.getKey()))
            .toList();
    if (!left.equals(List.copyOf(status.abandoned()))) {
      return Optional.of("every thread left behind is counted, and no other");
    }
    return status.orphans() > ConnectionStatus.MAXIMUM_ORPHANS
        ? Optional.of("at most three orphans")
        : Optional.empty();
  }

  private long count(Actor actor) {
    return actors.values().stream().filter(each -> each == actor).count();
  }

  /** The same with ids counted from 1 and retries forgotten, which decide nothing. */
  private EndpointModel canonical() {
    TreeMap<Long, Long> renamed = new TreeMap<>();
    actors.keySet().forEach(id -> renamed.put(id, renamed.size() + 1L));
    TreeMap<Long, Actor> same = new TreeMap<>();
    actors.forEach((id, actor) -> same.put(renamed.getOrDefault(id, id), actor));
    List<AttemptId> abandoned =
        status.abandoned().stream().map(id -> renamed(renamed, id)).toList();
    return new EndpointModel(
        new ConnectionStatus(
            renamed(renamed, status.state()), new HashSet<>(abandoned), status.retired()),
        same,
        retryArmed);
  }

  private static AttemptId renamed(TreeMap<Long, Long> names, AttemptId id) {
    return new AttemptId(names.getOrDefault(id.number(), id.number()));
  }

  private static ConnectionState renamed(TreeMap<Long, Long> names, ConnectionState state) {
    return switch (state) {
      case Connecting c ->
          new Connecting(renamed(names, c.attempt()), NOW, NOW, c.phase(), Retries.NONE);
      case ConnectionState.Cancelling c ->
          new ConnectionState.Cancelling(renamed(names, c.attempt()), NOW);
      case Connected c -> new Connected(renamed(names, c.session()), NOW, Optional.empty(), NOW);
      case Stale s -> new Stale(renamed(names, s.session()), NOW, NOW, NOW, CAUSE);
      case ConnectionState.Closing c ->
          new ConnectionState.Closing(renamed(names, c.session()), NOW, c.orderly(), c.after());
      case Waiting _ -> new Waiting(NOW, NOW, Retries.NONE, CAUSE);
      case Off _, Failed _ -> state;
    };
  }
}
