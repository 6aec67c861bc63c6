package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.connections.ConnectionBodyController;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.connections.PasswordForm;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.page.PageController;
import dev.signalbox.ui.relays.RelayBodyController;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.relays.tools.RelayToolbox;
import dev.signalbox.ui.relays.tools.ToolDesk;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Reveal;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;

/** Shows the page of the chosen object, with the password it may be waiting for. */
final class ObjectPages implements PageController.Surroundings {
  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Operator operator;
  private final Views views;
  private final Texts texts;
  private final StackPane place;
  private final Consumer<Subject> showInLog;
  private final Hints hints;
  private final Consumer<String> edit;
  private Optional<PageController> page = Optional.empty();
  private ObservableList<PasswordQuestion> passwords = FXCollections.emptyObservableList();

  /**
   * No page yet.
   *
   * @param place holds the page
   * @param edit opens the configuration of a connection, by its name
   */
  ObjectPages(
      WindowEngine engine,
      ConsoleModel model,
      Operator operator,
      Views views,
      StackPane place,
      Consumer<Subject> showInLog,
      Hints hints,
      Consumer<String> edit) {
    this.engine = engine;
    this.model = model;
    this.operator = operator;
    this.views = views;
    this.texts = views.texts();
    this.place = place;
    this.showInLog = showInLog;
    this.hints = hints;
    this.edit = edit;
  }

  /** Shows this object's page, or none. */
  void show(Optional<ObjectModel> object) {
    boolean focused = place.isFocusWithin();
    page.ifPresent(PageController::close);
    place.getChildren().removeIf(child -> "page".equals(child.getId()));
    page = object.map(this::load);
    page.ifPresent(
        shown -> {
          passwords.stream()
              .filter(question -> isAbout(question, shown))
              .findFirst()
              .ifPresent(question -> place(question, shown));
          if (focused) {
            shown.focus();
          }
        });
  }

  private PageController load(ObjectModel object) {
    PageController loaded =
        switch (object) {
          case ConnectionModel connection -> {
            ConnectionBodyController body =
                new ConnectionBodyController(engine.console(), connection, texts);
            Node node = views.load("connection-body", body);
            List<Node> further =
                Stream.concat(
                        editButton(connection.endpoint().name()).stream(),
                        engine.rowActions().stream()
                            .flatMap(action -> action.create(connection.endpoint()).stream()))
                    .toList();
            yield new PageController(object, body, node, further, this, texts);
          }
          case RelayModel relay -> {
            RelayToolbox tools = tools(relay);
            RelayBodyController body =
                new RelayBodyController(engine.console(), relay, tools, texts);
            List<Object> controllers = new ArrayList<>(tools.controllers());
            controllers.add(body);
            Node node = views.load("relay-body", controllers.toArray());
            yield new PageController(object, body, node, List.of(), this, texts);
          }
          default -> throw new IllegalArgumentException("No page for " + object.subject());
        };
    place.getChildren().add(views.load("object-page", loaded));
    return loaded;
  }

  private Optional<Node> editButton(String connection) {
    return engine
        .console()
        .configuring()
        .map(
            _ -> {
              Button button = new Button(texts.get("settings.edit"));
              button.setId("editConnection");
              button.setOnAction(_ -> edit.accept(connection));
              return button;
            });
  }

  private RelayToolbox tools(RelayModel relay) {
    return new RelayToolbox(
        new ToolDesk(
            relay.name(),
            engine.console(),
            operator::ask,
            relay::changeObjection,
            model::now,
            hints,
            texts));
  }

  /** The page that is shown. */
  Optional<PageController> page() {
    return page;
  }

  /** Opens one of the tools of the relay whose page is shown, with the keyboard on it. */
  void openTool(String tool) {
    // What a scroll pane holds is in the window only once that has been styled.
    place.applyCss();
    if (place.lookup("#tool-" + tool) instanceof TitledPane pane) {
      pane.setExpanded(true);
      pane.requestFocus();
      Reveal.of(pane);
    }
  }

  void focus() {
    page.ifPresent(PageController::focus);
  }

  /** Shows each open question on the page it is about; the first one also chooses that page. */
  void answerPasswords(ObservableList<PasswordQuestion> open, Consumer<ObjectModel> choose) {
    passwords = open;
    open.stream().findFirst().ifPresent(question -> ask(question, choose));
    open.addListener(
        (ListChangeListener<PasswordQuestion>)
            change -> {
              while (change.next()) {
                change.getRemoved().forEach(question -> close(question, choose));
                change.getAddedSubList().forEach(question -> ask(question, choose));
              }
            });
  }

  private void ask(PasswordQuestion question, Consumer<ObjectModel> choose) {
    if (page.filter(shown -> isAbout(question, shown)).isPresent()) {
      place(question, page.orElseThrow());
    } else if (!isTyping() && passwords.stream().filter(this::isShown).findFirst().isEmpty()) {
      model.connectionModels().stream()
          .filter(connection -> isAbout(question, connection))
          .findFirst()
          .ifPresent(choose);
    }
  }

  private void close(PasswordQuestion question, Consumer<ObjectModel> choose) {
    page.filter(shown -> isAbout(question, shown)).ifPresent(PageController::closeQuestion);
    passwords.stream().findFirst().ifPresent(next -> ask(next, choose));
  }

  private boolean isShown(PasswordQuestion question) {
    return page.filter(shown -> isAbout(question, shown)).isPresent();
  }

  private boolean isTyping() {
    return place.getScene() != null && place.getScene().getFocusOwner() instanceof TextInputControl;
  }

  private void place(PasswordQuestion question, PageController shown) {
    PasswordForm form =
        new PasswordForm(
            question.endpointLabel(),
            texts,
            secret -> {
              shown.closeQuestion();
              question.answer().complete(secret);
            },
            () -> shown.object().looks().get().cancel().ifPresent(this::send));
    shown.place(form);
    form.focus();
  }

  private static boolean isAbout(PasswordQuestion question, PageController shown) {
    return shown.object() instanceof ConnectionModel connection && isAbout(question, connection);
  }

  private static boolean isAbout(PasswordQuestion question, ConnectionModel connection) {
    return connection.endpoint().label().equals(question.endpointLabel());
  }

  @Override
  public void send(Command command) {
    operator.send(command);
  }

  @Override
  public void showInLog(Subject subject) {
    showInLog.accept(subject);
  }

  @Override
  public Hints hints() {
    return hints;
  }
}
