package dev.signalbox.ui;

import dev.signalbox.shutdown.ShutdownReason;
import dev.signalbox.ui.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The console: environment, relays, connections, log and status, with what may lie over them. */
final class ConsoleView {
  private final ConsoleState state;
  private final Views views;
  private final LogController log;
  private final ShutdownOverlayController overlay;
  private final List<ConnectionRowController> rows = new ArrayList<>();
  private final List<RelayBarController> bars = new ArrayList<>();
  private final Parent root;

  @FXML private VBox content;
  @FXML private VBox relays;
  @FXML private VBox noConnections;
  @FXML private VBox connections;
  @FXML private StackPane keys;

  ConsoleView(ConsoleState state, Theme theme, Views views) {
    this.state = state;
    this.views = views;
    this.log = new LogController(state.log(), state.texts());
    this.overlay = new ShutdownOverlayController(state);
    this.root =
        views.load(
            "console",
            this,
            new EnvironmentBarController(state, theme, this::toggleKeys),
            log,
            new StatusBarController(state),
            overlay);
  }

  @FXML
  private void initialize() {
    state.relayModels().forEach(this::addRelay);
    state.connectionModels().forEach(this::addConnection);
    boolean none = rows.isEmpty();
    noConnections.setVisible(none);
    noConnections.setManaged(none);
    overlay
        .closingProperty()
        .subscribe(
            closing -> {
              content.setDisable(closing);
              if (closing) {
                keys.setVisible(false);
              }
            });
  }

  private void addRelay(RelayModel model) {
    RelayBarController bar = new RelayBarController(state, model);
    bars.add(bar);
    relays.getChildren().add(views.load("relay-bar", bar));
  }

  private void addConnection(ConnectionModel model) {
    ConnectionDetailsController details =
        new ConnectionDetailsController(state, model, log::showOnly);
    ConnectionRowController row = new ConnectionRowController(state, model, details, views);
    rows.add(row);
    connections.getChildren().add(views.load("connection-row", row));
  }

  Parent root() {
    return root;
  }

  LogController log() {
    return log;
  }

  /** Shows each open question in the row it is about. */
  void answerPasswords(ObservableList<PasswordQuestion> open) {
    open.forEach(this::ask);
    open.addListener(
        (ListChangeListener<PasswordQuestion>)
            change -> {
              while (change.next()) {
                change.getRemoved().forEach(q -> rowOf(q).ifPresent(r -> r.closeQuestion()));
                change.getAddedSubList().forEach(this::ask);
              }
            });
  }

  private void ask(PasswordQuestion question) {
    rowOf(question)
        .ifPresentOrElse(
            row -> row.askPassword(question.answer()),
            () ->
                question
                    .answer()
                    .completeExceptionally(new IllegalStateException("no such connection")));
  }

  private Optional<ConnectionRowController> rowOf(PasswordQuestion question) {
    return rows.stream().filter(row -> row.label().equals(question.endpointLabel())).findFirst();
  }

  void focusConnection(int index) {
    if (index < rows.size()) {
      rows.get(index).focus();
    }
  }

  /** Starts or stops the relay that has the keyboard, else the first one. */
  void togglePolling() {
    bars.stream()
        .filter(RelayBarController::isFocusWithin)
        .findFirst()
        .or(() -> bars.stream().findFirst())
        .ifPresent(RelayBarController::doMain);
  }

  /** Moves the keyboard on to the next region, or back to the one before. */
  void focusRegion(int step) {
    List<Runnable> regions = new ArrayList<>();
    bars.stream().findFirst().ifPresent(bar -> regions.add(bar::focus));
    rows.stream().findFirst().ifPresent(row -> regions.add(row::focus));
    regions.add(log::focusLines);
    regions.get(Math.floorMod(focusedRegion(regions.size()) + step, regions.size())).run();
  }

  private int focusedRegion(int count) {
    if (bars.stream().anyMatch(RelayBarController::isFocusWithin)) {
      return 0;
    }
    boolean onRow = rows.stream().anyMatch(ConnectionRowController::isFocusWithin);
    return onRow ? Math.max(0, count - 2) : count - 1;
  }

  /** Closes what lies open, without ever ending anything; tells whether there was something. */
  boolean escape() {
    if (keys.isVisible()) {
      toggleKeys();
      return true;
    }
    return log.clearSearch();
  }

  @FXML
  void toggleKeys() {
    keys.setVisible(!keys.isVisible() && state.isOpen());
  }

  /** Asks the engine to end the program; a repeated request offers to force it. */
  void close(ShutdownReason reason) {
    if (overlay.closingProperty().get()) {
      overlay.askAgain();
    } else {
      var _ = state.console().commands().shutdown(reason);
    }
  }
}
