package dev.signalbox.ui.history;

import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** A button for each range, of which one is chosen. FX thread. */
final class RangeButtons {
  private static final List<Range> RANGES = List.of(Range.values());

  private final ToggleGroup group = new ToggleGroup();
  private final List<ToggleButton> buttons;
  private final Runnable changed;

  /**
   * The shortest is chosen.
   *
   * @param changed is called when somebody has chosen one
   */
  RangeButtons(Texts texts, Runnable changed) {
    this.changed = changed;
    this.buttons = RANGES.stream().map(range -> button(range, texts)).toList();
    group.selectToggle(buttons.getFirst());
  }

  private ToggleButton button(Range range, Texts texts) {
    int number = RANGES.indexOf(range) + 1;
    ToggleButton button = new ToggleButton(texts.get(range.textKey()));
    button.setId("range-" + number);
    button.setToggleGroup(group);
    button.setOnAction(_ -> choose(number));
    return button;
  }

  List<ToggleButton> buttons() {
    return buttons;
  }

  /** Chooses the one of that number, from 1 on. */
  void choose(int number) {
    group.selectToggle(buttons.get(number - 1));
    changed.run();
  }

  Range chosen() {
    // Pressing the chosen one once more leaves none chosen for a moment.
    int index = buttons.indexOf(group.getSelectedToggle());
    return RANGES.get(Math.max(0, index));
  }
}
