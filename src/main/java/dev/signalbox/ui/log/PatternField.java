package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.TextPattern;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

/** A text field with a toggle beside it that says whether the text is a regular expression. */
final class PatternField {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Texts texts;
  private final Consumer<TextPattern> changed;
  private TextField field = new TextField();
  private ToggleButton expression = new ToggleButton();
  private Optional<String> fault = Optional.empty();

  /** Tells of each pattern; while what is typed is none, the one before stays. */
  PatternField(Texts texts, Consumer<TextPattern> changed) {
    this.texts = texts;
    this.changed = changed;
  }

  /** Takes over the controls. */
  void use(TextField text, ToggleButton toggle) {
    field = text;
    expression = toggle;
    field.textProperty().addListener(_ -> read().ifPresent(changed));
    expression.selectedProperty().addListener(_ -> read().ifPresent(changed));
  }

  private Optional<TextPattern> read() {
    Optional<TextPattern> pattern = Optional.empty();
    try {
      pattern =
          Optional.of(
              expression.isSelected()
                  ? TextPattern.expression(field.getText())
                  : TextPattern.text(field.getText()));
      fault = Optional.empty();
    } catch (PatternSyntaxException e) {
      fault = Optional.of(texts.get("log.pattern.wrong", e.getDescription(), e.getIndex() + 1));
    }
    field.pseudoClassStateChanged(WRONG, fault.isPresent());
    return pattern;
  }

  /** Why what is typed is no expression. */
  Optional<String> fault() {
    return fault;
  }

  boolean isEmpty() {
    return field.getText().isEmpty();
  }

  void clear() {
    field.clear();
  }

  void focus() {
    field.requestFocus();
    field.selectAll();
  }

  /** Empties it if it has the keyboard; tells whether there was something to empty. */
  boolean clearIfFocused() {
    boolean there = field.isFocused() && !isEmpty();
    if (there) {
      clear();
    }
    return there;
  }
}
