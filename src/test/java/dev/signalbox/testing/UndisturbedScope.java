package dev.signalbox.testing;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.state.ConnectPhase;

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
