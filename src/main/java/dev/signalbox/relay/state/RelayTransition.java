package dev.signalbox.relay.state;

import dev.signalbox.base.Verdict;
import java.util.List;

/**
 * The answer of {@link RelayTransitions#next}: where to go, what to do, and what to tell the
 * caller.
 */
public record RelayTransition(RelayStatus next, List<RelayEffect> effects, Verdict verdict) {
  public RelayTransition {
    effects = List.copyOf(effects);
  }

  static RelayTransition accepted(RelayStatus next, RelayEffect... effects) {
    return new RelayTransition(next, List.of(effects), new Verdict.Accepted());
  }

  static RelayTransition refused(RelayStatus status, String reason) {
    return new RelayTransition(status, List.of(), new Verdict.Refused(reason));
  }

  static RelayTransition joined(RelayStatus status) {
    return new RelayTransition(status, List.of(), new Verdict.Joined());
  }

  static RelayTransition ignored(RelayStatus status) {
    return new RelayTransition(status, List.of(), new Verdict.Ignored());
  }
}
