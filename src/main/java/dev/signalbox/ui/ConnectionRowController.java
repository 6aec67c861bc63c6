package dev.signalbox.ui;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.settings.Secret;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Views;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One connection: what it is, how it stands, and what can be done about it now. */
final class ConnectionRowController {
  private final ConsoleState state;
  private final ConnectionModel model;
  private final ConnectionDetailsController details;
  private final Views views;
  private final Texts texts;

  @FXML private VBox root;
  @FXML private FontIcon icon;
  @FXML private Label name;
  @FXML private Label address;
  @FXML private Label word;
  @FXML private Label detail;
  @FXML private Label note;
  @FXML private ProgressBar progress;
  @FXML private Label latency;
  @FXML private Label age;
  @FXML private HBox actions;
  @FXML private Button side;
  @FXML private Button main;
  @FXML private ToggleButton more;
  @FXML private StackPane question;
  @FXML private StackPane detailsPlace;

  ConnectionRowController(
      ConsoleState state, ConnectionModel model, ConnectionDetailsController details, Views views) {
    this.state = state;
    this.model = model;
    this.details = details;
    this.views = views;
    this.texts = views.texts();
  }

  @FXML
  private void initialize() {
    Endpoint endpoint = model.endpoint();
    root.setId("connection-" + endpoint.name());
    name.setText(endpoint.label());
    address.setText(endpoint.address());
    address.managedProperty().bind(address.visibleProperty());
    name.setTooltip(new Tooltip(endpoint.address()));
    state.console().rowActions().stream()
        .flatMap(action -> action.create(endpoint).stream())
        .forEach(actions.getChildren()::add);
    state
        .console()
        .progress()
        .of(endpoint.name())
        .subscribe(value -> progress.setProgress(Math.max(0, value.doubleValue())));
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    model.presentation().subscribe(this::show);
    model.snapshot().subscribe(_ -> announce());
  }

  private void show(ConnectionPresentation looks) {
    icon.setIconLiteral(looks.icon());
    looks.tone().applyTo(icon, word);
    word.setText(looks.word());
    detail.setText(looks.detail());
    latency.setText(looks.latency());
    age.setText(looks.age());
    show(note, looks.note());
    showAction(main, Optional.of(looks.main()));
    showAction(side, looks.side());
    setShown(progress, isConnecting());
  }

  private static void show(Label label, Optional<String> text) {
    label.setText(text.orElse(""));
    setShown(label, text.isPresent());
  }

  private static void showAction(Button button, Optional<Action<ConnectionCommand>> action) {
    action.ifPresent(
        a -> {
          button.setText(a.label());
          button.setDisable(a.command().isEmpty());
        });
    setShown(button, action.isPresent());
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Once for each change of state: a screen reader must not speak at every tick. */
  private void announce() {
    ConnectionPresentation looks = model.presentation().get();
    String label = model.endpoint().label();
    root.setAccessibleText(looks.spoken(label));
    main.setAccessibleText(texts.get("connection.spokenAction", looks.main().label(), label));
    more.setAccessibleText(texts.get("connection.spokenDetails", label));
    looks.side().ifPresent(a -> side.setAccessibleText(a.label() + ", " + label));
    details.refresh();
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && root.equals(event.getTarget())) {
      main.fire();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
      button.fire();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE
        && question.getChildren().isEmpty()
        && isConnecting()) {
      send(ConnectionCommand.CANCEL);
      event.consume();
    }
  }

  private boolean isConnecting() {
    return model
        .presentation()
        .get()
        .main()
        .command()
        .filter(command -> command == ConnectionCommand.CANCEL)
        .isPresent();
  }

  @FXML
  private void doMain() {
    model.presentation().get().main().command().ifPresent(this::ask);
  }

  @FXML
  private void doSide() {
    model.presentation().get().side().flatMap(Action::command).ifPresent(this::ask);
  }

  /** Sends it, unless a relay would lose what it works with: then the operator decides first. */
  private void ask(ConnectionCommand command) {
    List<RelayModel> affected =
        command == ConnectionCommand.DISCONNECT
            ? state.workingWith(model.endpoint().name())
            : List.of();
    if (affected.isEmpty()) {
      send(command);
      return;
    }
    String relays = affected.stream().map(RelayModel::name).collect(Collectors.joining(", "));
    Question asked =
        new Question(
            texts.get("connection.disconnect.effect", relays, model.endpoint().label()),
            texts.get("connection.disconnect"),
            texts.get("connection.keepConnected"),
            () -> send(command),
            this::closeQuestion);
    place(asked);
    asked.focusHarmless();
  }

  /** Asks for this connection's password until it is entered or the connect is cancelled. */
  void askPassword(CompletableFuture<Secret> answer) {
    PasswordForm form =
        new PasswordForm(
            label(),
            texts,
            secret -> {
              closeQuestion();
              answer.complete(secret);
            },
            () -> send(ConnectionCommand.CANCEL));
    place(form);
    form.focus();
  }

  /** Puts a question below the row, in place of any other. */
  private void place(Node asked) {
    question.getChildren().setAll(asked);
    setShown(question, true);
  }

  /** Takes a question away; the keyboard goes back to the row if it was there. */
  void closeQuestion() {
    boolean focused = root.isFocusWithin();
    question.getChildren().clear();
    setShown(question, false);
    if (focused) {
      focus();
    }
  }

  private void send(ConnectionCommand command) {
    state.send(commands -> command.send(commands, model.endpoint().name()));
  }

  @FXML
  private void toggleDetails() {
    boolean open = more.isSelected();
    if (open && detailsPlace.getChildren().isEmpty()) {
      detailsPlace.getChildren().add(views.load("connection-details", details));
    }
    setShown(detailsPlace, open);
    details.refresh();
  }

  String label() {
    return model.endpoint().label();
  }

  boolean isFocusWithin() {
    return root.isFocusWithin();
  }

  void focus() {
    root.requestFocus();
  }
}
