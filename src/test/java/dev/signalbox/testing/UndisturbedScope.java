package dev.signalbox.testing;

import dev.signalbox.connection.ConnectPhase;
import dev.signalbox.connection.ConnectScope;
import dev.signalbox.connection.Deadline;

/** A connect that nobody looks at and nobody abandons. */
public class UndisturbedScope implements ConnectScope {
  private final Deadline deadline;

  public UndisturbedScope(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public void enter(ConnectPhase phase) {
    // Nobody looks.
  }

  @Override
  public Deadline deadline() {
    return deadline;
  }

  @Override
  public boolean isAbandoned() {
    return false;
  }

  @Override
  public void whenAbandoned(Runnable action) {
    // Never.
  }

  @Override
  public void sessionLost(Throwable cause) {
    // Closing it does that.
  }
}
