package dev.signalbox.ui;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.RelayPresentation.Figures;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One relay: whether it polls, how fast, how far it got, and the button to start or stop it. */
final class RelayBarController {
  private final ConsoleState state;
  private final RelayModel model;
  private final Texts texts;

  @FXML private VBox root;
  @FXML private FontIcon icon;
  @FXML private Label name;
  @FXML private Label word;
  @FXML private Label age;
  @FXML private Label detail;
  @FXML private Label route;
  @FXML private Label rate;
  @FXML private Label acknowledged;
  @FXML private Label duplicates;
  @FXML private Label position;
  @FXML private Label lastAcknowledgement;
  @FXML private Button copy;
  @FXML private Button main;
  @FXML private StackPane question;

  RelayBarController(ConsoleState state, RelayModel model) {
    this.state = state;
    this.model = model;
    this.texts = state.texts();
  }

  @FXML
  private void initialize() {
    PollingSettings settings = model.snapshot().get().settings();
    root.setId("relay-" + model.name());
    name.setText(model.name());
    route.setText(
        texts.get("relay.route", settings.source(), settings.table(), settings.subject()));
    model.presentation().subscribe(this::show);
    model.snapshot().subscribe(_ -> announce());
  }

  private void show(RelayPresentation looks) {
    icon.setIconLiteral(looks.icon());
    looks.tone().applyTo(icon, word);
    word.setText(looks.word());
    age.setText(looks.age());
    detail.setText(looks.detail());
    main.setText(looks.main().label());
    main.setDisable(looks.main().command().isEmpty());
    Figures figures = looks.figures();
    rate.setText(figures.rate());
    acknowledged.setText(figures.acknowledged());
    duplicates.setText(figures.duplicates());
    position.setText(figures.position());
    lastAcknowledgement.setText(figures.lastAcknowledgement());
    emphasise(looks.main().command());
  }

  private void emphasise(Optional<RelayCommand> command) {
    boolean start = command.filter(c -> c == RelayCommand.START).isPresent();
    main.getStyleClass().remove("accent");
    if (start) {
      main.getStyleClass().add("accent");
    }
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Once for each change of state: a screen reader must not speak at every tick. */
  private void announce() {
    RelayPresentation looks = model.presentation().get();
    root.setAccessibleText(looks.spoken(model.name()));
    main.setAccessibleText(looks.main().label() + ", " + model.name());
    setShown(copy, failure().isPresent());
  }

  private Optional<Failure> failure() {
    return switch (model.snapshot().get().state()) {
      case RelayState.Stalled s -> Optional.of(s.cause());
      case RelayState.Failed f -> Optional.of(f.cause());
      case RelayState.Stopped _,
          RelayState.Starting _,
          RelayState.Running _,
          RelayState.Paused _,
          RelayState.Stopping _ ->
          Optional.empty();
    };
  }

  @FXML
  private void copyDetails() {
    failure()
        .ifPresent(
            cause -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(cause.details());
              Clipboard.getSystemClipboard().setContent(content);
            });
  }

  /** Does what the button offers, if it offers anything. */
  @FXML
  void doMain() {
    model.presentation().get().main().command().ifPresent(this::ask);
  }

  private void ask(RelayCommand command) {
    if (command != RelayCommand.STOP_NOW
        || !(model.snapshot().get().state() instanceof RelayState.Stopping stopping)) {
      send(command);
      return;
    }
    int open = Math.max(0, stopping.total() - stopping.drained());
    Question asked =
        new Question(
            texts.get("relay.stopNow.effect", Texts.number(open)),
            texts.get("relay.stopNow"),
            texts.get("relay.keepWaiting"),
            () -> send(command),
            this::closeQuestion);
    question.getChildren().setAll(asked);
    setShown(question, true);
    asked.focusHarmless();
  }

  private void closeQuestion() {
    question.getChildren().clear();
    setShown(question, false);
    main.requestFocus();
  }

  private void send(RelayCommand command) {
    state.send(commands -> command.send(commands, model.name()));
  }

  boolean isFocusWithin() {
    return root.isFocusWithin();
  }

  void focus() {
    main.requestFocus();
  }
}
