package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A connection as the window has it: the latest snapshot, and how that looks now. */
public final class ConnectionModel {
  private final ConnectionPresenter presenter;
  private final ReadOnlyObjectWrapper<ConnectionSnapshot> snapshot;
  private final ReadOnlyObjectWrapper<ConnectionPresentation> presentation;
  private Instant now;

  public ConnectionModel(ConnectionPresenter presenter, ConnectionSnapshot initial, Instant now) {
    this.presenter = presenter;
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.presentation = new ReadOnlyObjectWrapper<>(presenter.present(initial, now));
    this.now = now;
  }

  public Endpoint endpoint() {
    return snapshot.get().endpoint();
  }

  public ReadOnlyObjectProperty<ConnectionSnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<ConnectionPresentation> presentation() {
    return presentation.getReadOnlyProperty();
  }

  public void apply(ConnectionSnapshot latest) {
    presentation.set(presenter.present(latest, now));
    snapshot.set(latest);
  }

  /** Whether its main button would begin to connect it. */
  public boolean canConnect() {
    return offers(ConnectionCommand.CONNECT);
  }

  /** Whether one of its buttons sends this now. */
  boolean offers(ConnectionCommand command) {
    ConnectionPresentation looks = presentation.get();
    return Stream.concat(Stream.of(looks.main()), looks.side().stream())
        .anyMatch(action -> action.command().equals(Optional.of(command)));
  }

  /** Moves ages and countdowns on. */
  public void tick(Instant time) {
    now = time;
    presentation.set(presenter.present(snapshot.get(), time));
  }
}
