package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;

/** A connection or a relay, as the list, the page and the palette see it. */
public interface ObjectModel {
  Subject subject();

  /** As shown everywhere. */
  String name();

  /** Where it is, or what it moves from where to where. */
  String place();

  /** What things of its kind are called together. */
  String kind();

  ReadOnlyObjectProperty<ObjectLooks> looks();

  /** Something around it has changed, if only the time. */
  void refresh();

  /** What the operator must know before this is sent; empty if it concerns nobody else. */
  Optional<Consequence> consequence(Command command);

  /** What sending this will do now, in one line; empty if it has no such button. */
  Optional<String> effect(Command command);

  /** What pressing that button of it does now, in one line, or why it does nothing. */
  default Optional<String> effect(Action<Command> action, Texts texts) {
    return action
        .command()
        .flatMap(this::effect)
        .or(() -> action.reason().map(why -> texts.get("hint.off", action.label(), why)));
  }

  /** Name of the node that shows it in the list. */
  default String nodeId() {
    return subject().toString().replace(' ', '-');
  }
}
