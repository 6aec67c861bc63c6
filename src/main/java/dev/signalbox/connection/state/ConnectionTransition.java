package dev.signalbox.connection.state;

import dev.signalbox.base.Verdict;
import java.util.List;

/**
 * The answer of {@link ConnectionTransitions#next}: where to go, what to do, and what to tell the
 * caller.
 */
public record ConnectionTransition(
    ConnectionStatus next, List<ConnectionEffect> effects, Verdict verdict) {
  public ConnectionTransition {
    effects = List.copyOf(effects);
  }

  static ConnectionTransition accepted(ConnectionStatus next, ConnectionEffect... effects) {
    return new ConnectionTransition(next, List.of(effects), new Verdict.Accepted());
  }

  static ConnectionTransition refused(ConnectionStatus status, String reason) {
    return unchanged(status, new Verdict.Refused(reason));
  }

  static ConnectionTransition ignored(ConnectionStatus status) {
    return unchanged(status, new Verdict.Ignored());
  }

  static ConnectionTransition unchanged(ConnectionStatus status, Verdict verdict) {
    return new ConnectionTransition(status, List.of(), verdict);
  }
}
