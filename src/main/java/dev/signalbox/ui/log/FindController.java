package dev.signalbox.ui.log;

import dev.signalbox.ui.log.lines.Sequences;
import dev.signalbox.ui.toolkit.Texts;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Finds text in the lines that are shown, and hides none. */
final class FindController {
  private final LogModel model;
  private final LogNavigator navigator;
  private final Texts texts;
  private final PatternField field;
  private Runnable goHome = () -> {};

  @FXML private HBox findBar;
  @FXML private TextField find;
  @FXML private ToggleButton findExpression;
  @FXML private Label findCount;

  FindController(LogModel model, LogNavigator navigator, Texts texts) {
    this.model = model;
    this.navigator = navigator;
    this.texts = texts;
    this.field = new PatternField(texts, model::seek);
  }

  @FXML
  private void initialize() {
    field.use(find, findExpression);
    find.textProperty().addListener(_ -> showCount());
    findExpression.selectedProperty().addListener(_ -> showCount());
    model.foundProperty().subscribe(_ -> showCount());
    model.standingProperty().subscribe(_ -> showCount());
    find.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    show(false);
  }

  /** The keyboard goes there when the bar closes. */
  void setHome(Node lines) {
    goHome = lines::requestFocus;
    navigator.chosenProperty().subscribe(_ -> showCount());
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      step(event.isShiftDown() ? -1 : 1);
      event.consume();
    }
  }

  /** Opens it, with the keyboard in it. */
  void open() {
    show(true);
    field.focus();
  }

  /** Goes to the next place, or with -1 to the one before; opens itself if nothing is sought. */
  void step(int direction) {
    if (field.isEmpty()) {
      open();
    } else {
      show(true);
      navigator.goAmong(model.foundProperty().get(), direction);
    }
  }

  @FXML
  private void next() {
    step(1);
  }

  @FXML
  private void previous() {
    step(-1);
  }

  @FXML
  private void close() {
    field.clear();
    show(false);
    goHome.run();
  }

  /** Closes it if it has the keyboard; tells whether it had. */
  boolean closeIfFocused() {
    boolean there = findBar.isVisible() && findBar.isFocusWithin();
    if (there) {
      close();
    }
    return there;
  }

  private void show(boolean open) {
    findBar.setVisible(open);
    findBar.setManaged(open);
  }

  private void showCount() {
    Sequences found = model.foundProperty().get();
    if (field.fault().isPresent()) {
      findCount.setText(field.fault().get());
    } else if (model.standingProperty().get().searchTooCostly()) {
      findCount.setText(texts.get("log.pattern.costly"));
    } else if (field.isEmpty()) {
      findCount.setText("");
    } else if (found.size() == 0) {
      findCount.setText(texts.get("log.find.none"));
    } else {
      findCount.setText(
          navigator
              .chosen()
              .filter(found::contains)
              .map(
                  sequence ->
                      texts.get(
                          "log.find.at",
                          Texts.number(found.ordinal(sequence) + 1),
                          Texts.number(found.size())))
              .orElseGet(() -> texts.get("log.find.count", Texts.number(found.size()))));
    }
  }
}
