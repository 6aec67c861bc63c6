package dev.signalbox.ui.relays;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Command;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.relays.RelayPresentation.Figures;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Question;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.function.Consumer;
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
public final class RelayBarController {
  private final Consumer<Command> send;
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

  private ActionButton mainButton = new ActionButton(new Button(), new StackPane());

  /** The question whether to stop at once, while it is asked. */
  private Optional<Question> stoppingNow = Optional.empty();

  public RelayBarController(Consumer<Command> send, RelayModel model, Texts texts) {
    this.send = send;
    this.model = model;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    PollingSettings settings = model.snapshot().get().settings();
    root.setId("relay-" + model.name());
    name.setText(model.name());
    route.setText(
        texts.get("relay.route", settings.source(), settings.table(), settings.subject()));
    mainButton = new ActionButton(main, root);
    model.presentation().subscribe(this::show);
    model.snapshot().subscribe(_ -> announce());
  }

  private void show(RelayPresentation looks) {
    icon.setIconLiteral(looks.icon());
    looks.tone().applyTo(icon, word);
    word.setText(looks.word());
    age.setText(looks.age());
    detail.setText(looks.detail());
    mainButton.show(Optional.of(looks.main()));
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
    ActionButton.setShown(copy, failure().isPresent(), root);
    refreshQuestion();
  }

  /** A question follows what it is about, and is gone when it has no meaning any more. */
  private void refreshQuestion() {
    stoppingNow.ifPresent(
        asked -> {
          if (model.snapshot().get().state() instanceof RelayState.Stopping stopping) {
            asked.setEffect(effect(stopping));
          } else {
            closeQuestion();
          }
        });
  }

  private String effect(RelayState.Stopping stopping) {
    int open = Math.max(0, stopping.total() - stopping.drained());
    return texts.get("relay.stopNow.effect", Texts.number(open));
  }

  private Optional<Failure> failure() {
    return model.snapshot().get().state().failure();
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
  public void doMain() {
    model.presentation().get().main().command().ifPresent(this::ask);
  }

  private void ask(RelayCommand command) {
    if (command != RelayCommand.STOP_NOW
        || !(model.snapshot().get().state() instanceof RelayState.Stopping stopping)) {
      send(command);
      return;
    }
    Question asked =
        new Question(
            effect(stopping),
            texts.get("relay.stopNow"),
            texts.get("relay.keepWaiting"),
            () -> send(command),
            this::closeQuestion);
    stoppingNow = Optional.of(asked);
    question.getChildren().setAll(asked);
    setShown(question, true);
    asked.focusHarmless();
  }

  private void closeQuestion() {
    boolean focused = question.isFocusWithin();
    stoppingNow = Optional.empty();
    question.getChildren().clear();
    setShown(question, false);
    if (focused) {
      focus();
    }
  }

  private void send(RelayCommand command) {
    send.accept(command.to(model.name()));
  }

  public boolean isFocusWithin() {
    return root.isFocusWithin();
  }

  /** Gives the keyboard to the button, or to the relay itself while that offers nothing. */
  public void focus() {
    (main.isDisabled() ? root : main).requestFocus();
  }
}
