package dev.signalbox.connection.state;

import dev.signalbox.connection.state.ConnectionState.Off;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The whole of what is decided about an endpoint. An immutable value.
 *
 * <p>An <em>orphan</em> is a thread of the program that nobody waits for any more: its attempt or
 * close was given up, and the driver has not come back from it. It is counted until it ends, and
 * closes by itself what it opens. An endpoint is <em>retired</em> once the program is closing: it
 * ends what it has and begins nothing.
 *
 * @param abandoned attempts and closes that were given up and whose threads have not ended
 * @param retired whether the program is closing
 */
public record ConnectionStatus(ConnectionState state, Set<AttemptId> abandoned, boolean retired) {

  /** With this many orphans Connect is refused: something holds threads that nobody can end. */
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

  /** The orphans, without the one that is being cancelled right now and may still end in time. */
  public int orphans() {
    return (int)
        abandoned.stream()
            .filter(
                id -> !(state instanceof ConnectionState.Cancelling c && c.attempt().equals(id)))
            .count();
  }
}
