package dev.signalbox.ui.relays;

import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A relay as the window has it: the latest snapshot, and how that looks now. */
public final class RelayModel implements ObjectModel {

  /** What else decides how a relay looks. */
  public interface Surroundings {
    Map<String, ConnectionSnapshot> connections();

    ProgramSnapshot program();

    Instant now();
  }

  private final RelayPresenter presenter;
  private final Surroundings surroundings;
  private final Supplier<RelaySnapshot> present;
  private final ReadOnlyObjectWrapper<RelaySnapshot> snapshot;
  private final ReadOnlyObjectWrapper<RelayPresentation> presentation;
  private final ReadOnlyObjectWrapper<ObjectLooks> looks;

  /**
   * Shows the snapshot of now.
   *
   * @param present tells how it is at any time
   */
  public RelayModel(
      RelayPresenter presenter, Surroundings surroundings, Supplier<RelaySnapshot> present) {
    RelaySnapshot initial = present.get();
    this.presenter = presenter;
    this.surroundings = surroundings;
    this.present = present;
    this.snapshot = new ReadOnlyObjectWrapper<>(initial);
    this.presentation = new ReadOnlyObjectWrapper<>(present(initial));
    this.looks = new ReadOnlyObjectWrapper<>(presenter.looks(initial, presentation.get()));
  }

  @Override
  public Subject subject() {
    return Subject.relay(name());
  }

  @Override
  public String name() {
    return snapshot.get().name();
  }

  @Override
  public String place() {
    return presenter.route(snapshot.get().settings());
  }

  @Override
  public String kind() {
    return presenter.kind();
  }

  @Override
  public ReadOnlyObjectProperty<ObjectLooks> looks() {
    return looks.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<RelaySnapshot> snapshot() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<RelayPresentation> presentation() {
    return presentation.getReadOnlyProperty();
  }

  public void apply(RelaySnapshot latest) {
    show(latest);
    snapshot.set(latest);
  }

  /**
   * Shows the counts of now and how far it has come, unless there is news that is still to be
   * {@link #apply applied}. Returns whether something has changed.
   */
  public boolean readFigures() {
    RelaySnapshot shown = snapshot.get();
    RelaySnapshot latest = present.get();
    boolean changed = !latest.equals(shown) && !latest.isNewsAfter(shown);
    if (changed) {
      apply(latest);
    }
    return changed;
  }

  private void show(RelaySnapshot relay) {
    RelayPresentation next = present(relay);
    presentation.set(next);
    looks.set(presenter.looks(relay, next));
  }

  /** The instant of everything that is drawn together. */
  Instant now() {
    return surroundings.now();
  }

  /** Why nothing can be changed in it now, in words; empty if something can. */
  public Optional<String> changeObjection() {
    return presentation.get().changeObjection();
  }

  public boolean isAtWork() {
    return snapshot.get().state().isAtWork();
  }

  /** Whether it is on its way from one state to another. */
  public boolean isPassing() {
    return switch (snapshot.get().state()) {
      case Starting _, Stopping _ -> true;
      case Stopped _, Running _, Paused _, Standby _, Stalled _, Failed _ -> false;
    };
  }

  /** Whether the time alone changes each second what is shown of it. */
  public boolean tellsSeconds(Instant time) {
    return isAtWork() || TimeText.isYoung(snapshot.get().state().since(), time);
  }

  /** What a state of that name, as the engine keeps it, is called. */
  String word(String state) {
    return presenter.word(state);
  }

  /** Whether it is set to use this connection. */
  public boolean uses(String connection) {
    return snapshot.get().settings().connections().contains(connection);
  }

  @Override
  public void refresh() {
    show(snapshot.get());
  }

  @Override
  public Optional<Consequence> consequence(Command command) {
    if (command instanceof Command.HandOver) {
      return Optional.of(presenter.ofHandOver(name()));
    }
    return command instanceof Command.StopNow && snapshot.get().state() instanceof Stopping stopping
        ? Optional.of(presenter.ofStopNow(stopping))
        : Optional.empty();
  }

  @Override
  public Optional<String> effect(Command command) {
    return presenter.effects().of(command, snapshot.get(), surroundings.connections());
  }

  private RelayPresentation present(RelaySnapshot relay) {
    return presenter.present(
        relay, surroundings.connections(), surroundings.program(), surroundings.now());
  }
}
