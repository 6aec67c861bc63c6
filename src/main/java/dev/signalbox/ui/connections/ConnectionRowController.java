package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Command;
import dev.signalbox.settings.Secret;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Question;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Views;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.value.ObservableValue;
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
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** One connection: what it is, how it stands, and what can be done about it now. */
public final class ConnectionRowController {

  /** What a row needs besides its connection. */
  public interface Surroundings {
    void send(Command command);

    /** Names of the relays that work with this connection now. */
    List<String> relaysAtWorkWith(String connection);

    /** How far the attempt has come, from 0 to 1; negative while there is none. */
    ObservableValue<Number> progress(String connection);

    /** Further controls for this connection's row, made anew. */
    List<Node> furtherControls(Endpoint endpoint);
  }

  private final Surroundings surroundings;
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

  private ActionButton mainButton = new ActionButton(new Button(), new StackPane());
  private ActionButton sideButton = mainButton;

  private Subscription progressing = Subscription.EMPTY;

  /** The question whether to disconnect, while it is asked. */
  private Optional<Question> disconnecting = Optional.empty();

  /**
   * Not loaded yet.
   *
   * @param details shown below the row when the operator asks for them
   */
  public ConnectionRowController(
      Surroundings surroundings,
      ConnectionModel model,
      ConnectionDetailsController details,
      Views views) {
    this.surroundings = surroundings;
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
    actions.getChildren().addAll(surroundings.furtherControls(endpoint));
    progressing =
        surroundings
            .progress(endpoint.name())
            .subscribe(value -> progress.setProgress(Math.max(0, value.doubleValue())));
    mainButton = new ActionButton(main, root);
    sideButton = new ActionButton(side, root);
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
    mainButton.show(Optional.of(looks.main()));
    sideButton.show(looks.side());
    setShown(progress, looks.limited());
  }

  private static void show(Label label, Optional<String> text) {
    label.setText(text.orElse(""));
    setShown(label, text.isPresent());
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
        .equals(Optional.of(ConnectionCommand.CANCEL));
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
    List<String> affected = affected(command);
    if (affected.isEmpty()) {
      send(command);
      return;
    }
    Question asked =
        new Question(
            effect(affected),
            texts.get("connection.disconnect"),
            texts.get("connection.keepConnected"),
            () -> send(command),
            this::closeQuestion);
    place(asked);
    disconnecting = Optional.of(asked);
    asked.focusHarmless();
  }

  private List<String> affected(ConnectionCommand command) {
    return command == ConnectionCommand.DISCONNECT
        ? surroundings.relaysAtWorkWith(model.endpoint().name())
        : List.of();
  }

  private String effect(List<String> relays) {
    return texts.get(
        "connection.disconnect.effect", String.join(", ", relays), model.endpoint().label());
  }

  /** A question follows what it is about, and is gone when it has no meaning any more. */
  public void refreshQuestion() {
    disconnecting.ifPresent(
        asked -> {
          List<String> affected = affected(ConnectionCommand.DISCONNECT);
          if (affected.isEmpty() || !model.offers(ConnectionCommand.DISCONNECT)) {
            closeQuestion();
          } else {
            asked.setEffect(effect(affected));
          }
        });
  }

  /** Asks for this connection's password until it is entered or the connect is cancelled. */
  public void askPassword(CompletableFuture<Secret> answer) {
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
    disconnecting = Optional.empty();
    question.getChildren().setAll(asked);
    setShown(question, true);
  }

  /** Takes a question away; the keyboard goes back to the row if it was there. */
  public void closeQuestion() {
    boolean focused = root.isFocusWithin();
    disconnecting = Optional.empty();
    question.getChildren().clear();
    setShown(question, false);
    if (focused) {
      focus();
    }
  }

  private void send(ConnectionCommand command) {
    surroundings.send(command.to(model.endpoint().name()));
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

  /** It is not shown any more and listens to nothing. */
  public void close() {
    progressing.unsubscribe();
  }

  public String label() {
    return model.endpoint().label();
  }

  public boolean isFocusWithin() {
    return root.isFocusWithin();
  }

  public void focus() {
    root.requestFocus();
  }
}
