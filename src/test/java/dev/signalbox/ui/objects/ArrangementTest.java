package dev.signalbox.ui.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;

class ArrangementTest {
  private final One object = new One();

  /** An object that looks as it is told. */
  private static final class One implements ObjectModel {
    private final ReadOnlyObjectWrapper<ObjectLooks> looks =
        new ReadOnlyObjectWrapper<>(looking(Trouble.WELL, "900 rows", "Disconnect"));

    @Override
    public Subject subject() {
      return new Subject(Subject.Kind.CONNECTION, "a");
    }

    @Override
    public String name() {
      return "A";
    }

    @Override
    public String place() {
      return "a:1";
    }

    @Override
    public String kind() {
      return "NATS";
    }

    @Override
    public ReadOnlyObjectProperty<ObjectLooks> looks() {
      return looks.getReadOnlyProperty();
    }

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

  private static ObjectLooks looking(Trouble trouble, String detail, String main) {
    Command command =
        main.equals("Connect") ? new Command.Connect("a") : new Command.Disconnect("a");
    return new ObjectLooks(
        trouble,
        "fth-circle",
        Tone.MUTED,
        "Word",
        detail,
        "spoken " + detail,
        detail,
        "3 s",
        OptionalDouble.empty(),
        Action.of(main, command),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void figuresMoveNothingUnlessAFilterLooksAtThem() {
    Arrangement everything = Arrangement.DEFAULT;
    Arrangement filtered = everything.withFilter("900");
    Arrangement.Basis unfiltered = everything.basis(object);
    Arrangement.Basis found = filtered.basis(object);

    object.looks.set(looking(Trouble.WELL, "1,000 rows", "Disconnect"));

    assertThat(everything.basis(object)).isEqualTo(unfiltered);
    assertThat(filtered.basis(object)).isNotEqualTo(found);
  }

  @Test
  void troubleAndWhatCanBeAskedDo() {
    Arrangement.Basis before = Arrangement.DEFAULT.basis(object);

    object.looks.set(looking(Trouble.LOST, "900 rows", "Disconnect"));
    assertThat(Arrangement.DEFAULT.basis(object)).isNotEqualTo(before);
    object.looks.set(looking(Trouble.WELL, "900 rows", "Connect"));
    assertThat(Arrangement.DEFAULT.basis(object)).isNotEqualTo(before);
  }
}
