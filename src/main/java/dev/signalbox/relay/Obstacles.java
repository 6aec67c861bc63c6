package dev.signalbox.relay;

import dev.signalbox.connection.Failure;
import java.util.Optional;

/**
 * What keeps a run from moving. Each part is reported by its own source, so one of them ending does
 * not hide another that lasts.
 *
 * @param endpoint an endpoint that is not there at the moment
 * @param held what the run itself waits for, such as a lease or the next try
 * @param overdue something that should have happened by now
 */
public record Obstacles(
    Optional<String> endpoint, Optional<String> held, Optional<Failure> overdue) {
  public static final Obstacles NONE =
      new Obstacles(Optional.empty(), Optional.empty(), Optional.empty());

  Obstacles withEndpoint(Optional<String> reason) {
    return new Obstacles(reason, held, overdue);
  }

  Obstacles withHeld(Optional<String> reason) {
    return new Obstacles(endpoint, reason, overdue);
  }

  Obstacles withOverdue(Optional<Failure> cause) {
    return new Obstacles(endpoint, held, cause);
  }
}
