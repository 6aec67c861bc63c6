package dev.signalbox.shutdown;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectionEffect;
import dev.signalbox.connection.state.ConnectionEvent;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.shutdown.EndpointModel.Actor;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who owns what of an endpoint, and what may be done to it. */
final class EndpointOwnership {
  private EndpointOwnership() {}

  /** Whether an effect is in order, given the status before and all that is there by now. */
  static boolean allows(
      ConnectionStatus before, EndpointModel now, ConnectionEffect effect, ConnectionEvent event) {
    return switch (effect) {
      case ConnectionEffect.StartAttempt e ->
          !before.retired() && !now.actors().containsKey(e.attempt().number());
      case ConnectionEffect.AbandonAttempt e -> now.is(e.attempt(), Actor.CONNECTING);
      case ConnectionEffect.AdoptSession e ->
          event instanceof ConnectionEvent.Opened && now.is(e.attempt(), Actor.CONNECTING);
      case ConnectionEffect.CloseSession e -> now.is(e.session(), Actor.ADOPTED);
      case ConnectionEffect.ArmRetry _ -> !before.retired() && !now.retryArmed();
      case ConnectionEffect.DisarmRetry _ -> now.retryArmed();
    };
  }

  /** What must hold whatever has happened. */
  static Optional<Invariant> broken(EndpointModel endpoint) {
    long attempts =
        endpoint.actors().values().stream().filter(each -> each == Actor.CONNECTING).count();
    if (attempts > 1) {
      return Optional.of(Invariant.ONE_CURRENT_ATTEMPT);
    }
    if (endpoint.status().orphans() > ConnectionStatus.MAXIMUM_ORPHANS) {
      return Optional.of(Invariant.THREE_ORPHANS);
    }
    if (!owned(endpoint.status()).equals(present(endpoint.actors()))) {
      return Optional.of(Invariant.NO_HANDLE_WITHOUT_OWNER);
    }
    return endpoint.retryArmed() == endpoint.status().state() instanceof Waiting
        ? Optional.empty()
        : Optional.of(Invariant.RETRY_EXACTLY_WHILE_WAITING);
  }

  /** What the status says that there is, and no more: by its owner it is known what it does. */
  private static Map<Long, Actor> owned(ConnectionStatus status) {
    Map<Long, Actor> owned = new TreeMap<>();
    status.abandoned().forEach(id -> owned.put(id.number(), Actor.ABANDONED));
    current(status.state()).ifPresent(id -> owned.put(id.number(), role(status.state())));
    return owned;
  }

  /** What there is; whoever was abandoned is counted, whatever it does. */
  private static Map<Long, Actor> present(Map<Long, Actor> actors) {
    Map<Long, Actor> present = new TreeMap<>(actors);
    present.replaceAll((_, actor) -> actor == Actor.CLOSING_ABANDONED ? Actor.ABANDONED : actor);
    return present;
  }

  /** The attempt or session that a state speaks of. */
  static Optional<AttemptId> current(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connecting c -> Optional.of(c.attempt());
      case ConnectionState.Cancelling c -> Optional.of(c.attempt());
      case ConnectionState.Connected c -> Optional.of(c.session());
      case ConnectionState.Stale s -> Optional.of(s.session());
      case ConnectionState.Closing c -> Optional.of(c.session());
      case ConnectionState.Off _, ConnectionState.Waiting _, ConnectionState.Failed _ ->
          Optional.empty();
    };
  }

  private static Actor role(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connecting _ -> Actor.CONNECTING;
      case ConnectionState.Connected _, ConnectionState.Stale _ -> Actor.ADOPTED;
      case ConnectionState.Closing _ -> Actor.CLOSING;
      case ConnectionState.Cancelling _,
          ConnectionState.Off _,
          ConnectionState.Waiting _,
          ConnectionState.Failed _ ->
          Actor.ABANDONED;
    };
  }
}
