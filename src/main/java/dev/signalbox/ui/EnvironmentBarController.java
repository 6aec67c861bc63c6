package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.shutdown.OperatorCommands;
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

  private final ConsoleState state;
  private final Theme theme;
  private final Runnable showKeys;
  private final Texts texts;

  @FXML private HBox root;
  @FXML private FontIcon lock;
  @FXML private Label environment;
  @FXML private Label lockState;
  @FXML private Button arm;
  @FXML private Label summary;
  @FXML private Button connectAll;
  @FXML private Button themeButton;
  @FXML private FontIcon themeIcon;

  EnvironmentBarController(ConsoleState state, Theme theme, Runnable showKeys) {
    this.state = state;
    this.theme = theme;
    this.showKeys = showKeys;
    this.texts = state.texts();
  }

  @FXML
  private void initialize() {
    boolean lockable = state.console().armingNeeded();
    environment.setText(state.console().environmentWord());
    root.pseudoClassStateChanged(LOCKABLE, lockable);
    for (Node node : List.of(lock, lockState, arm)) {
      node.setVisible(lockable);
      node.setManaged(lockable);
    }
    state.nowProperty().subscribe(this::show);
    state.programProperty().subscribe(_ -> show(state.now()));
    state.connectionModels().forEach(c -> c.snapshot().subscribe(_ -> summarise()));
    showTheme();
  }

  private void show(Instant now) {
    Optional<Instant> armedUntil = state.program().armedUntil();
    lock.setIconLiteral(armedUntil.isPresent() ? "fth-unlock" : "fth-lock");
    lockState.setText(
        armedUntil
            .map(
                until -> texts.get("arm.armed", TimeText.minutesLeft(Duration.between(now, until))))
            .orElseGet(() -> texts.get("arm.locked")));
    arm.setDisable(armedUntil.isPresent() || !state.isOpen());
  }

  private void summarise() {
    summary.setText(texts.get("connections.summary", connected(), state.connectionModels().size()));
    connectAll.setDisable(state.connectionModels().stream().noneMatch(this::canConnect));
  }

  private long connected() {
    return state.connectionModels().stream()
        .filter(c -> c.snapshot().get().state() instanceof ConnectionState.Connected)
        .count();
  }

  private boolean canConnect(ConnectionModel connection) {
    return connection
        .presentation()
        .get()
        .main()
        .command()
        .filter(command -> command == ConnectionCommand.CONNECT)
        .isPresent();
  }

  @FXML
  private void arm() {
    state.send(OperatorCommands::arm);
  }

  @FXML
  private void connectAll() {
    state.connectionModels().stream()
        .filter(this::canConnect)
        .forEach(c -> state.send(commands -> commands.connect(c.endpoint().name())));
  }

  @FXML
  private void nextTheme() {
    theme.chooseNext();
    showTheme();
  }

  private void showTheme() {
    themeIcon.setIconLiteral(theme.choice().icon());
    themeButton.setAccessibleText(texts.get(theme.choice().textKey()));
    themeButton.getTooltip().setText(texts.get(theme.choice().textKey()));
  }

  @FXML
  private void showKeys() {
    showKeys.run();
  }
}
