package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be asked of many connections at once; none of it takes anything from a relay. */
enum Bulk {
  CONNECT,
  RETRY,
  STOP_RETRYING;

  private static final int NAMED = 4;

  /** Key of the button's text, which takes the count. */
  String textKey() {
    return "objects.bulk." + name().toLowerCase(Locale.ROOT);
  }

  /** The commands that this would send to these objects. */
  List<Command> commands(List<ObjectModel> objects) {
    return objects.stream().flatMap(object -> command(object.looks().get()).stream()).toList();
  }

  /** What it will do to these, in one line, or why nothing. */
  String effect(List<ObjectModel> objects, Texts texts) {
    List<ObjectModel> met =
        objects.stream().filter(object -> command(object.looks().get()).isPresent()).toList();
    String first =
        met.stream().limit(NAMED).map(ObjectModel::name).collect(Collectors.joining(", "));
    int more = Math.max(0, met.size() - NAMED);
    long givenUp =
        met.stream().filter(object -> object.looks().get().trouble() == Trouble.FAILED).count();
    return met.isEmpty()
        ? texts.get(textKey() + ".none")
        : texts.get(textKey() + ".effect", met.size(), first, more, givenUp);
  }

  private Optional<Command> command(ObjectLooks looks) {
    return switch (this) {
      case CONNECT -> connect(looks).filter(_ -> looks.trouble() == Trouble.IDLE);
      case RETRY -> connect(looks).filter(_ -> looks.trouble() != Trouble.IDLE);
      case STOP_RETRYING ->
          looks
              .side()
              .flatMap(Action::command)
              .or(() -> looks.main().command())
              .filter(
                  command -> command instanceof Command.Cancel && looks.trouble() == Trouble.LOST);
    };
  }

  private static Optional<Command> connect(ObjectLooks looks) {
    return looks.main().command().filter(command -> command instanceof Command.Connect);
  }
}
