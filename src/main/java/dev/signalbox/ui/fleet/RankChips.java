package dev.signalbox.ui.fleet;

import dev.signalbox.ui.fleet.standing.Rank;
import dev.signalbox.ui.toolkit.Texts;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.javafx.FontIcon;

/** How many engines are in each state: each count is a filter. FX thread. */
final class RankChips {
  private final Map<Rank, ToggleButton> chips = new EnumMap<>(Rank.class);
  private final Texts texts;
  private final Consumer<Set<Rank>> choose;

  /**
   * None is chosen.
   *
   * @param choose is told the states that are to be shown; none means all
   */
  RankChips(Pane place, Texts texts, Consumer<Set<Rank>> choose) {
    this.texts = texts;
    this.choose = choose;
    for (Rank rank : Rank.values()) {
      ToggleButton chip = new ToggleButton();
      FontIcon icon = new FontIcon(rank.icon());
      rank.tone().applyTo(icon);
      chip.setGraphic(icon);
      chip.setId("chip-" + rank.name());
      chip.getStyleClass().add("fleet-chip");
      chip.setOnAction(_ -> choose.accept(chosen()));
      chip.managedProperty().bind(chip.visibleProperty());
      chip.setVisible(false);
      chips.put(rank, chip);
      place.getChildren().add(chip);
    }
  }

  private Set<Rank> chosen() {
    Set<Rank> chosen = EnumSet.noneOf(Rank.class);
    chips.forEach(
        (rank, chip) -> {
          if (chip.isSelected()) {
            chosen.add(rank);
          }
        });
    return chosen;
  }

  /** Shows the counts; a state that nobody is in is left out unless it is chosen. */
  void show(Map<Rank, Integer> counts) {
    chips.forEach(
        (rank, chip) -> {
          int count = counts.getOrDefault(rank, 0);
          String word = texts.get(rank.textKey());
          chip.setText(texts.get("fleet.chip", word, count));
          chip.setAccessibleText(texts.get("fleet.chip.spoken", word, count));
          chip.setVisible(count > 0 || chip.isSelected() || chip.isFocused());
        });
  }

  /** Chooses none, which shows all. */
  void clear() {
    chips.values().forEach(chip -> chip.setSelected(false));
    choose.accept(Set.of());
  }

  /** The first that is to be seen gets the keyboard; tells whether there is one. */
  boolean focus() {
    return chips.values().stream()
        .filter(ToggleButton::isVisible)
        .findFirst()
        .map(
            chip -> {
              chip.requestFocus();
              return true;
            })
        .orElse(false);
  }
}
