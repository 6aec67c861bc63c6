package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Cancelling;
import dev.signalbox.connection.state.ConnectionState.Closing;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.ConnectionState.Stale;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A connection as the window has it: the latest snapshot, and how that looks now. */
public final class ConnectionModel implements ObjectModel {

  /** What else decides how a connection looks, and what its buttons do. */
  public interface Surroundings {
    Instant now();

    /** Names of the relays that work with this connection now. */
    List<String> relaysAtWorkWith(String connection);

    /** Of those relays the ones that nothing else keeps from going on. */
    List<String> relaysThatWaitOnlyFor(String connection);

    /** Rows that those have published and their checkpoint does not know of yet. */
    long unsavedRowsWith(String connection);
  }

  private final ConnectionPresenter presenter;
  private final Surroundings surroundings;
  private final Supplier<ConnectionSnapshot> present;
  private final ReadOnlyObjectWrapper<ConnectionSnapshot> snapshot;
  private final ReadOnlyObjectWrapper<ObjectLooks> looks;
  private Standing standing;

  /**
   * Shows the snapshot of now.
   *
   * @param present tells how it is at any time
   */
  public ConnectionModel(
      ConnectionPresenter presenter,
      Surroundings surroundings,
      Supplier<ConnectionSnapshot> present) {
    ConnectionSnapshot initial = present.get();
    this.presenter = presenter;
    this.surroundings = surroundings;
    this.present = present;
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
    return endpoint().title();
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

  /** Whether something of it would have to end before the program can. */
  public boolean isAlive() {
    return switch (snapshot.get().state()) {
      case Off _, Failed _ -> false;
      case Connecting _, Cancelling _, Connected _, Stale _, Waiting _, Closing _ -> true;
    };
  }

  /** Whether it is on its way from one state to another. */
  public boolean isPassing() {
    return switch (snapshot.get().state()) {
      // Until the operator answers, nothing of it passes.
      case Connecting c -> !c.isAsking();
      case Cancelling _, Closing _ -> true;
      case Off _, Connected _, Stale _, Waiting _, Failed _ -> false;
    };
  }

  /** Whether the time alone changes each second what is shown of it. */
  public boolean tellsSeconds(Instant time) {
    return ConnectionPresenter.tellsSeconds(snapshot.get().state(), standing, time);
  }

  /** The step of a shutdown that ends it, as it stands now. */
  public ShutdownPhase endedIn() {
    return switch (snapshot.get().state()) {
      case Connecting _, Cancelling _, Waiting _ -> ShutdownPhase.ATTEMPTS;
      case Off _, Failed _, Connected _, Stale _, Closing _ ->
          endpoint().kind() == EndpointKind.NATS ? ShutdownPhase.NATS : ShutdownPhase.DATABASES;
    };
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

  /**
   * Shows when and how fast it has answered last, unless there is news that is still to be {@link
   * #apply applied}. Returns whether something has changed.
   */
  public boolean readAnswer() {
    ConnectionSnapshot shown = snapshot.get();
    ConnectionSnapshot latest = present.get();
    boolean changed = !latest.equals(shown) && latest.isAnswerAfter(shown);
    if (changed) {
      apply(latest);
    }
    return changed;
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
                surroundings.relaysThatWaitOnlyFor(connection),
                surroundings.unsavedRowsWith(connection)),
            surroundings.now());
  }

  private ObjectLooks present(ConnectionSnapshot latest) {
    return presenter.looks(latest, standing, surroundings.now());
  }
}
