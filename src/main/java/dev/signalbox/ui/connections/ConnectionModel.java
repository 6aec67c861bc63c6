package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A connection as the window has it: the latest snapshot, and how that looks now. */
public final class ConnectionModel implements ObjectModel {

  /** What else decides how a connection looks, and what its buttons do. */
  public interface Surroundings {
    Instant now();

    /** Names of the relays that work with this connection now. */
    List<String> relaysAtWorkWith(String connection);

    /** Rows that those have published and their checkpoint does not know of yet. */
    long unsavedRowsWith(String connection);
  }

  private final ConnectionPresenter presenter;
  private final Surroundings surroundings;
  private final ReadOnlyObjectWrapper<ConnectionSnapshot> snapshot;
  private final ReadOnlyObjectWrapper<ObjectLooks> looks;
  private Standing standing;

  public ConnectionModel(
      ConnectionPresenter presenter, Surroundings surroundings, ConnectionSnapshot initial) {
    this.presenter = presenter;
    this.surroundings = surroundings;
    this.standing = Standing.NEW.after(initial.state());
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.looks = new ReadOnlyObjectWrapper<>(present(initial));
  }

  public Endpoint endpoint() {
    return snapshot.get().endpoint();
  }

  @Override
  public Subject subject() {
    return Subject.connection(endpoint().name());
  }

  @Override
  public String name() {
    return endpoint().label();
  }

  @Override
  public String place() {
    return endpoint().address();
  }

  @Override
  public String kind() {
    return endpoint().kind().label();
  }

  @Override
  public ReadOnlyObjectProperty<ObjectLooks> looks() {
    return looks.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<ConnectionSnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  /** The instant of everything that is drawn together. */
  Instant now() {
    return surroundings.now();
  }

  /** Why it failed last, whatever came of it. */
  Optional<Failure> lastFailure() {
    return standing.lastFailure();
  }

  public void apply(ConnectionSnapshot latest) {
    standing = standing.after(latest.state());
    looks.set(present(latest));
    snapshot.set(latest);
  }

  @Override
  public void refresh() {
    looks.set(present(snapshot.get()));
  }

  @Override
  public Optional<Consequence> consequence(Command command) {
    return command instanceof Command.Disconnect
        ? presenter.ofDisconnect(name(), surroundings.relaysAtWorkWith(endpoint().name()))
        : Optional.empty();
  }

  @Override
  public Optional<String> effect(Command command) {
    String connection = endpoint().name();
    return presenter
        .effects()
        .of(
            command,
            snapshot.get(),
            new ConnectionEffects.AtWork(
                surroundings.relaysAtWorkWith(connection),
                surroundings.unsavedRowsWith(connection)),
            surroundings.now());
  }

  private ObjectLooks present(ConnectionSnapshot latest) {
    return presenter.looks(latest, standing, surroundings.now());
  }
}
