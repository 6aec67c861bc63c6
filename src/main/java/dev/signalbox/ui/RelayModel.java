package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.shutdown.ProgramSnapshot;
import java.time.Instant;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A relay as the window has it: the latest snapshot, and how that looks now. */
final class RelayModel {

  /** What else decides how a relay looks. */
  interface Surroundings {
    Map<String, ConnectionSnapshot> connections();

    ProgramSnapshot program();

    Instant now();
  }

  private final RelayPresenter presenter;
  private final Surroundings surroundings;
  private final ReadOnlyObjectWrapper<RelaySnapshot> snapshot;
  private final ReadOnlyObjectWrapper<RelayPresentation> presentation;

  RelayModel(RelayPresenter presenter, Surroundings surroundings, RelaySnapshot initial) {
    this.presenter = presenter;
    this.surroundings = surroundings;
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.presentation = new ReadOnlyObjectWrapper<>(present(initial));
  }

  String name() {
    return snapshot.get().name();
  }

  ReadOnlyObjectProperty<RelaySnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<RelayPresentation> presentation() {
    return presentation.getReadOnlyProperty();
  }

  void apply(RelaySnapshot latest) {
    presentation.set(present(latest));
    snapshot.set(latest);
  }

  /** Something around it has changed, if only the time. */
  void refresh() {
    presentation.set(present(snapshot.get()));
  }

  private RelayPresentation present(RelaySnapshot relay) {
    return presenter.present(
        relay, surroundings.connections(), surroundings.program(), surroundings.now());
  }
}
