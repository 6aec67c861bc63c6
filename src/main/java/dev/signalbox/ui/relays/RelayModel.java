package dev.signalbox.ui.relays;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A relay as the window has it: the latest snapshot, and how that looks now. */
public final class RelayModel {

  /** What else decides how a relay looks. */
  public interface Surroundings {
    Map<String, ConnectionSnapshot> connections();

    ProgramSnapshot program();

    Instant now();
  }

  private final RelayPresenter presenter;
  private final Surroundings surroundings;
  private final ReadOnlyObjectWrapper<RelaySnapshot> snapshot;
  private final ReadOnlyObjectWrapper<RelayPresentation> presentation;

  public RelayModel(RelayPresenter presenter, Surroundings surroundings, RelaySnapshot initial) {
    this.presenter = presenter;
    this.surroundings = surroundings;
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.presentation = new ReadOnlyObjectWrapper<>(present(initial));
  }

  public String name() {
    return snapshot.get().name();
  }

  public ReadOnlyObjectProperty<RelaySnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<RelayPresentation> presentation() {
    return presentation.getReadOnlyProperty();
  }

  public void apply(RelaySnapshot latest) {
    presentation.set(present(latest));
    snapshot.set(latest);
  }

  public boolean isAtWork() {
    return snapshot.get().state().isAtWork();
  }

  /** Whether it is set to use this connection. */
  public boolean uses(String connection) {
    return snapshot.get().settings().connections().contains(connection);
  }

  /** How far its stop has come; empty if it is not stopping. */
  public Optional<String> stopping() {
    return snapshot.get().state() instanceof RelayState.Stopping
        ? Optional.of(presentation.get().detail())
        : Optional.empty();
  }

  /** Something around it has changed, if only the time. */
  public void refresh() {
    presentation.set(present(snapshot.get()));
  }

  private RelayPresentation present(RelaySnapshot relay) {
    return presenter.present(
        relay, surroundings.connections(), surroundings.program(), surroundings.now());
  }
}
