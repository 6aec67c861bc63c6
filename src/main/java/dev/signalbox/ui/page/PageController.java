package dev.signalbox.ui.page;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.objects.Consequence;
import dev.signalbox.ui.objects.ObjectBody;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Question;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/** The page of one object: how it stands, and what can be done about it now. */
public final class PageController {

  /** What a page asks of the window. */
  public interface Surroundings {
    void send(Command command);

    void showInLog(Subject subject);

    /** Tells what a button will do. */
    Hints hints();
  }

  private record Asked(Command command, Question question) {}

  private final ObjectModel object;
  private final ObjectBody body;
  private final Node bodyNode;
  private final List<Node> furtherControls;
  private final Surroundings surroundings;
  private final Texts texts;

  @FXML private VBox root;
  @FXML private FontIcon icon;
  @FXML private Label name;
  @FXML private Label place;
  @FXML private Label word;
  @FXML private Label since;
  @FXML private Label detail;
  @FXML private Label note;
  @FXML private ProgressBar progress;
  @FXML private FlowPane actions;
  @FXML private Button main;
  @FXML private Button side;
  @FXML private StackPane question;
  @FXML private ScrollPane scroll;

  private ActionButton mainButton = new ActionButton(new Button(), new StackPane());
  private ActionButton sideButton = mainButton;
  private Optional<Asked> asked = Optional.empty();
  private Subscription showing = Subscription.EMPTY;

  /**
   * Not loaded yet.
   *
   * @param bodyNode shows the body
   */
  public PageController(
      ObjectModel object,
      ObjectBody body,
      Node bodyNode,
      List<Node> furtherControls,
      Surroundings surroundings,
      Texts texts) {
    this.object = object;
    this.body = body;
    this.bodyNode = bodyNode;
    this.furtherControls = furtherControls;
    this.surroundings = surroundings;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    root.setId("page");
    name.setText(object.name());
    place.setText(object.place());
    place.getTooltip().setText(object.place());
    scroll.setContent(bodyNode);
    actions.getChildren().addAll(furtherControls);
    mainButton = new ActionButton(main, root);
    sideButton = new ActionButton(side, root);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    // While the main button offers nothing the keyboard waits at the page.
    surroundings.hints().whileFocused(root, () -> effect(Optional.of(object.looks().get().main())));
    surroundings.hints().of(main, () -> effect(Optional.of(object.looks().get().main())));
    surroundings.hints().of(side, () -> effect(object.looks().get().side()));
    showing = object.looks().subscribe(this::show);
  }

  private Optional<String> effect(Optional<Action<Command>> action) {
    return action.flatMap(offered -> object.effect(offered, texts));
  }

  private void show(ObjectLooks looks) {
    icon.setIconLiteral(looks.icon());
    looks.tone().applyTo(icon, word);
    word.setText(looks.word());
    since.setText(looks.since());
    detail.setText(looks.detail());
    // In a small window it has room for two lines.
    detail.getTooltip().setText(looks.detail());
    note.setText(looks.note().orElse(""));
    setShown(note, looks.note().isPresent());
    mainButton.show(Optional.of(looks.main()));
    sideButton.show(looks.side());
    progress.setVisible(looks.progress().isPresent());
    progress.setProgress(looks.progress().orElse(0));
    root.setAccessibleText(looks.spoken());
    main.setAccessibleText(texts.get("objects.spokenAction", looks.main().label(), object.name()));
    looks
        .side()
        .ifPresent(
            action ->
                side.setAccessibleText(
                    texts.get("objects.spokenAction", action.label(), object.name())));
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void onKey(KeyEvent event) {
    Optional<Command> cancel = object.looks().get().cancel();
    if (event.getCode() == KeyCode.ENTER && root.equals(event.getTarget())) {
      main.fire();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Button button) {
      button.fire();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE
        && question.getChildren().isEmpty()
        && cancel.isPresent()) {
      surroundings.send(cancel.get());
      event.consume();
    }
  }

  @FXML
  private void doMain() {
    object.looks().get().main().command().ifPresent(this::press);
  }

  @FXML
  private void doSide() {
    object.looks().get().side().flatMap(Action::command).ifPresent(this::press);
  }

  /** Sends it, unless others would feel it: then the operator decides first. */
  public void press(Command command) {
    object
        .consequence(command)
        .ifPresentOrElse(effect -> ask(command, effect), () -> surroundings.send(command));
  }

  private void ask(Command command, Consequence consequence) {
    Question question =
        new Question(
            consequence.effect(),
            consequence.confirm(),
            consequence.keep(),
            () -> surroundings.send(command),
            this::closeQuestion);
    place(question);
    asked = Optional.of(new Asked(command, question));
    question.focusHarmless();
    // The answers take the place of the buttons: a small window has no room for both.
    setShown(actions, false);
  }

  /** A question follows what it is about, and is gone when it has no meaning any more. */
  public void refreshQuestion() {
    asked.ifPresent(
        open -> {
          Optional<Consequence> now = object.consequence(open.command());
          if (now.isEmpty() || !object.looks().get().offers(open.command())) {
            closeQuestion();
          } else {
            open.question().setEffect(now.get().effect());
          }
        });
  }

  /** Puts a question on the page, in place of any other. */
  public void place(Node next) {
    asked = Optional.empty();
    setShown(actions, true);
    question.getChildren().setAll(next);
    setShown(question, true);
  }

  /** Takes a question away; the keyboard goes back to the page if it was there. */
  public void closeQuestion() {
    boolean focused = root.isFocusWithin();
    asked = Optional.empty();
    question.getChildren().clear();
    setShown(question, false);
    setShown(actions, true);
    if (focused) {
      focus();
    }
  }

  @FXML
  private void copyDetails() {
    ClipboardContent content = new ClipboardContent();
    content.putString(body.details());
    Clipboard.getSystemClipboard().setContent(content);
  }

  @FXML
  private void showInLog() {
    surroundings.showInLog(object.subject());
  }

  public ObjectModel object() {
    return object;
  }

  /** It is not shown any more and listens to nothing. */
  public void close() {
    showing.unsubscribe();
    body.close();
  }

  /** Gives the keyboard to the main button, or to the page itself while that offers nothing. */
  public void focus() {
    (main.isDisabled() ? root : main).requestFocus();
  }
}
