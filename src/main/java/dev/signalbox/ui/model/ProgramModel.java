package dev.signalbox.ui.model;

import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The program as the window has it, and the one instant that holds for all that is drawn. */
public final class ProgramModel {
  private final ReadOnlyObjectWrapper<ProgramSnapshot> program;
  private final ReadOnlyObjectWrapper<Instant> now;
  private final ReadOnlyObjectWrapper<Duration> lag = new ReadOnlyObjectWrapper<>(Duration.ZERO);

  public ProgramModel(ProgramSnapshot initial, Instant start) {
    this.program = new ReadOnlyObjectWrapper<>(initial);
    this.now = new ReadOnlyObjectWrapper<>(start);
  }

  public void apply(ProgramSnapshot latest) {
    program.set(latest);
  }

  /**
   * Moves time on.
   *
   * @param measuredLag how long the FX thread took to get to it
   */
  public void tick(Instant time, Duration measuredLag) {
    now.set(time);
    lag.set(measuredLag);
  }

  public boolean isOpen() {
    return snapshot().state() instanceof ProgramState.Open;
  }

  public ProgramSnapshot snapshot() {
    return program.get();
  }

  public Instant now() {
    return now.get();
  }

  public ReadOnlyObjectProperty<ProgramSnapshot> snapshotProperty() {
    return program.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Duration> lagProperty() {
    return lag.getReadOnlyProperty();
  }
}
