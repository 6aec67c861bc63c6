package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionState.Off;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The whole of what is decided about an endpoint. An immutable value.
 *
 * @param abandoned attempts and closes that were given up and whose threads have not ended: the
 *     orphans
 * @param retired whether the program is closing, so that nothing may begin any more
 */
public record ConnectionStatus(ConnectionState state, Set<AttemptId> abandoned, boolean retired) {

  /**
   * More orphans than this, and Connect is refused: something holds threads that nobody can end.
   */
  public static final int MAXIMUM_ORPHANS = 3;

  public ConnectionStatus {
    abandoned = Collections.unmodifiableSet(new TreeSet<>(abandoned));
  }

  public static ConnectionStatus initial(Instant now) {
    return new ConnectionStatus(new Off(now), Set.of(), false);
  }

  ConnectionStatus with(ConnectionState next) {
    return new ConnectionStatus(next, abandoned, retired);
  }

  ConnectionStatus abandoning(AttemptId attempt) {
    Set<AttemptId> more = new TreeSet<>(abandoned);
    more.add(attempt);
    return new ConnectionStatus(state, more, retired);
  }

  ConnectionStatus ended(AttemptId attempt) {
    Set<AttemptId> fewer = new TreeSet<>(abandoned);
    fewer.remove(attempt);
    return new ConnectionStatus(state, fewer, retired);
  }

  ConnectionStatus retire() {
    return new ConnectionStatus(state, abandoned, true);
  }

  /**
   * Threads given up, without the one that is being cancelled right now and may still end in time.
   */
  public int orphans() {
    return (int)
        abandoned.stream()
            .filter(
                id -> !(state instanceof ConnectionState.Cancelling c && c.attempt().equals(id)))
            .count();
  }
}
