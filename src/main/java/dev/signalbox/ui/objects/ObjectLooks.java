package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How an object looks at one moment.
 *
 * @param word the state in one or two words
 * @param detail what else there is to say of it, in one line
 * @param spoken name and state as a screen reader says them
 * @param figure the one number worth a column, or a dash
 * @param since how long it has been up or down
 * @param progress how much of the time allowed has passed, from 0 to 1; empty where nothing runs
 *     out
 * @param side a second button, where the state has one
 * @param note what else the operator must know, such as attempts that have not ended
 */
public record ObjectLooks(
    Trouble trouble,
    String icon,
    Tone tone,
    String word,
    String detail,
    String spoken,
    String figure,
    String since,
    OptionalDouble progress,
    Action<Command> main,
    Optional<Action<Command>> side,
    Optional<String> note) {

  /** Whether one of its buttons sends this now. */
  public boolean offers(Command command) {
    return Stream.concat(Stream.of(main), side.stream())
        .anyMatch(action -> action.command().equals(Optional.of(command)));
  }

  /** What Esc sends: the end of an attempt that is under way. */
  public Optional<Command> cancel() {
    return main.command().filter(command -> command instanceof Command.Cancel);
  }
}
