package dev.signalbox.fleet.engine;

import dev.signalbox.shutdown.state.ProgramSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has armed an engine from afar, and until when: each for himself, in production only.
 *
 * <p>Threading: any thread.
 */
final class Armings {
  private static final Duration LASTS = Duration.ofMinutes(10);

  /** Nobody has as many operators; whoever comes later has to wait for an end. */
  private static final int MOST = 256;

  private final Map<String, Instant> until = new HashMap<>();

  /** Whether it could be noted. */
  synchronized boolean arm(String user, Instant now) {
    until.values().removeIf(end -> !end.isAfter(now));
    if (until.size() >= MOST && !until.containsKey(user)) {
      return false;
    }
    until.put(user, now.plus(LASTS));
    return true;
  }

  synchronized void lock(String user) {
    until.remove(user);
  }

  synchronized boolean isArmed(String user, Instant now) {
    return Optional.ofNullable(until.get(user)).filter(end -> end.isAfter(now)).isPresent();
  }

  /** What the program says, and until when the last of them has armed it. */
  synchronized ProgramSnapshot in(ProgramSnapshot program, Instant now) {
    Optional<Instant> last =
        until.values().stream().filter(end -> end.isAfter(now)).max(Comparator.naturalOrder());
    return program.armedUntil().isPresent() || last.isEmpty()
        ? program
        : new ProgramSnapshot(program.state(), program.finished(), last);
  }
}
