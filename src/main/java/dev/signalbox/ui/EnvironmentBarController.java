package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.ui.history.TimeTravel;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where this is, whether polling is locked there, and what concerns the whole window. */
final class EnvironmentBarController {
  private static final PseudoClass LOCKABLE = PseudoClass.getPseudoClass("lockable");

  private final WindowEngine engine;
  private final ConsoleModel model;
  private final ProgramModel program;
  private final Operator operator;
  private final TimeTravel travel;
  private final Theme theme;
  private final Runnable openPalette;
  private final Runnable showKeys;
  private final Hints hints;
  private final Texts texts;

  @FXML private HBox root;
  @FXML private FontIcon lock;
  @FXML private Label environment;
  @FXML private Label lockState;
  @FXML private Button arm;
  @FXML private Button lockNow;
  @FXML private Label summary;
  @FXML private Button themeButton;
  @FXML private FontIcon themeIcon;

  EnvironmentBarController(
      WindowEngine engine,
      ConsoleModel model,
      Operator operator,
      TimeTravel travel,
      Theme theme,
      Runnable openPalette,
      Runnable showKeys,
      Hints hints,
      Texts texts) {
    this.engine = engine;
    this.model = model;
    this.program = model.programModel();
    this.operator = operator;
    this.travel = travel;
    this.theme = theme;
    this.openPalette = openPalette;
    this.showKeys = showKeys;
    this.hints = hints;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    boolean lockable = engine.console().identity().armingNeeded();
    environment.setText(engine.environmentWord());
    root.pseudoClassStateChanged(LOCKABLE, lockable);
    for (Node node : List.of(lock, lockState, arm)) {
      node.setVisible(lockable);
      node.setManaged(lockable);
    }
    program.nowProperty().subscribe(this::show);
    program.snapshotProperty().subscribe(_ -> show(program.now()));
    model.changesProperty().subscribe(_ -> summarise());
    model.past().viewedProperty().subscribe(_ -> summarise());
    hints.of(arm, () -> Optional.of(effect(arm, "arm.effect")));
    hints.of(lockNow, () -> Optional.of(effect(lockNow, "arm.lock.effect")));
    showTheme();
  }

  private void show(Instant now) {
    Optional<Instant> armedUntil = program.snapshot().armedUntil();
    lock.setIconLiteral(armedUntil.isPresent() ? "fth-unlock" : "fth-lock");
    lockState.setText(
        armedUntil
            .map(
                until -> texts.get("arm.armed", TimeText.minutesLeft(Duration.between(now, until))))
            .orElseGet(() -> texts.get("arm.locked")));
    arm.setText(texts.get(armedUntil.isPresent() ? "arm.renew" : "arm.button"));
    ActionButton.setDisabled(arm, !program.isOpen(), root);
    ActionButton.setShown(lockNow, armedUntil.isPresent(), arm);
    ActionButton.setDisabled(lockNow, !program.isOpen(), root);
  }

  private String effect(Button button, String key) {
    return program.isOpen()
        ? texts.get(key)
        : texts.get("hint.off", button.getText(), texts.get("relay.cannot.closing"));
  }

  private void summarise() {
    summary.setText(
        travel
            .summary()
            .orElseGet(
                () ->
                    texts.get(
                        "connections.summary",
                        model.connected(),
                        model.connectionModels().size())));
    summary.getTooltip().setText(summary.getText());
  }

  @FXML
  private void arm() {
    operator.send(new Command.Arm());
  }

  @FXML
  private void lockNow() {
    operator.send(new Command.Lock());
  }

  @FXML
  private void openPalette() {
    openPalette.run();
  }

  @FXML
  void nextTheme() {
    theme.chooseNext();
    showTheme();
  }

  /** Says on the button which theme is chosen. */
  void showTheme() {
    themeIcon.setIconLiteral(theme.choice().icon());
    themeButton.setAccessibleText(texts.get(theme.choice().textKey()));
    themeButton.getTooltip().setText(texts.get(theme.choice().textKey()));
  }

  @FXML
  private void showKeys() {
    showKeys.run();
  }
}
