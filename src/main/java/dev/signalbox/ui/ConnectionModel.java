package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A connection as the window has it: the latest snapshot, and how that looks now. */
final class ConnectionModel {
  private final ConnectionPresenter presenter;
  private final ReadOnlyObjectWrapper<ConnectionSnapshot> snapshot;
  private final ReadOnlyObjectWrapper<ConnectionPresentation> presentation;
  private Instant now;

  ConnectionModel(ConnectionPresenter presenter, ConnectionSnapshot initial, Instant now) {
    this.presenter = presenter;
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.presentation = new ReadOnlyObjectWrapper<>(presenter.present(initial, now));
    this.now = now;
  }

  Endpoint endpoint() {
    return snapshot.get().endpoint();
  }

  ReadOnlyObjectProperty<ConnectionSnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<ConnectionPresentation> presentation() {
    return presentation.getReadOnlyProperty();
  }

  void apply(ConnectionSnapshot latest) {
    presentation.set(presenter.present(latest, now));
    snapshot.set(latest);
  }

  /** Moves ages and countdowns on. */
  void tick(Instant time) {
    now = time;
    presentation.set(presenter.present(snapshot.get(), time));
  }
}
