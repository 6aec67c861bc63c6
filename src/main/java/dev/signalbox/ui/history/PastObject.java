package dev.signalbox.ui.history;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** An object as it was: it looks as it did then, and nothing can be asked of it. FX thread. */
final class PastObject implements ObjectModel {
  private final ObjectModel present;
  private final ReadOnlyObjectWrapper<ObjectLooks> looks;

  PastObject(ObjectModel present, ObjectLooks then) {
    this.present = present;
    this.looks = new ReadOnlyObjectWrapper<>(then);
  }

  void show(ObjectLooks then) {
    looks.set(then);
  }

  @Override
  public Subject subject() {
    return present.subject();
  }

  @Override
  public String name() {
    return present.name();
  }

  @Override
  public String place() {
    return present.place();
  }

  @Override
  public String kind() {
    return present.kind();
  }

  @Override
  public ReadOnlyObjectProperty<ObjectLooks> looks() {
    return looks.getReadOnlyProperty();
  }

  /** What was does not change. */
  @Override
  public void refresh() {}

  @Override
  public Optional<Consequence> consequence(Command command) {
    return Optional.empty();
  }

  @Override
  public Optional<String> effect(Command command) {
    return Optional.empty();
  }
}
