package dev.signalbox.ui.settings;

import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.ui.toolkit.FxThread;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Has the latest draft looked at, one at a time however fast it is typed. FX thread. */
final class DraftCheck {
  private final BiConsumer<ConnectionEdit, List<DraftProblem>> heard;
  private Optional<ConnectionEdit> waiting = Optional.empty();
  private boolean underWay;

  /**
   * Nothing is looked at yet.
   *
   * @param heard is told what is wrong with a draft that is still the latest
   */
  DraftCheck(BiConsumer<ConnectionEdit, List<DraftProblem>> heard) {
    this.heard = heard;
  }

  void ask(Configuring desk, ConnectionEdit edit) {
    if (underWay) {
      waiting = Optional.of(edit);
      return;
    }
    underWay = true;
    var _ =
        desk.check(edit)
            .whenComplete((found, lost) -> FxThread.run(() -> answer(desk, edit, found, lost)));
  }

  private void answer(
      Configuring desk,
      ConnectionEdit edit,
      @Nullable List<DraftProblem> found,
      @Nullable Throwable lost) {
    underWay = false;
    if (waiting.isPresent()) {
      ConnectionEdit next = waiting.get();
      waiting = Optional.empty();
      ask(desk, next);
      return;
    }
    heard.accept(
        edit,
        found == null
            ? List.of(new DraftProblem(DraftProblem.Field.WHOLE, String.valueOf(lost), ""))
            : found);
  }
}
