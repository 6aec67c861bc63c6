package dev.signalbox.ui.log;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.javafx.FontIcon;

/** Whose lines are shown: a menu of all who have spoken, and a chip for each who was chosen. */
final class SourceChips {
  private final Texts texts;
  private final Consumer<Set<Subject>> changed;
  private final Set<Subject> chosen = new LinkedHashSet<>();
  private MenuButton menu = new MenuButton();
  private Pane chips = new Pane();
  private Set<Subject> known = Set.of();

  /** Nobody is chosen, which shows all. */
  SourceChips(Texts texts, Consumer<Set<Subject>> changed) {
    this.texts = texts;
    this.changed = changed;
  }

  /** Takes over the controls. */
  void use(MenuButton all, Pane forChosen) {
    menu = all;
    chips = forChosen;
    menu.setOnShowing(_ -> fillMenu());
    // A menu without items does not open.
    menu.getItems().add(new CheckMenuItem());
  }

  /** These have said something. */
  void know(Set<Subject> sources) {
    known = sources;
  }

  boolean isEmpty() {
    return chosen.isEmpty();
  }

  /** Chooses these and no others. */
  void choose(Set<Subject> subjects) {
    chosen.clear();
    chosen.addAll(subjects);
    show();
  }

  private void fillMenu() {
    List<Subject> all =
        known.stream()
            .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::name))
            .toList();
    menu.getItems().setAll(all.stream().map(this::item).toList());
  }

  private CheckMenuItem item(Subject subject) {
    CheckMenuItem item = new CheckMenuItem(LogCell.speaker(texts, subject));
    item.setMnemonicParsing(false);
    item.setSelected(chosen.contains(subject));
    item.setOnAction(_ -> toggle(subject));
    return item;
  }

  private void toggle(Subject subject) {
    if (!chosen.remove(subject)) {
      chosen.add(subject);
    }
    show();
  }

  private void show() {
    chips.getChildren().setAll(chosen.stream().map(this::chip).toList());
    changed.accept(Set.copyOf(chosen));
  }

  private Button chip(Subject subject) {
    String name = LogCell.speaker(texts, subject);
    Button chip = new Button(name, new FontIcon("fth-x"));
    chip.setMnemonicParsing(false);
    chip.getStyleClass().add("log-chip");
    chip.setContentDisplay(ContentDisplay.RIGHT);
    chip.setAccessibleText(texts.get("log.chip.remove", name));
    chip.setOnAction(_ -> toggle(subject));
    return chip;
  }
}
