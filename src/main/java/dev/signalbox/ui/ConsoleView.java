package dev.signalbox.ui;

import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.console.Command;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.connections.ConnectionDetailsController;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.connections.ConnectionRowController;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.log.LogController;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.relays.RelayBarController;
import dev.signalbox.ui.relays.RelayModel;
import dev.signalbox.ui.shutdown.ShutdownOverlayController;
import dev.signalbox.ui.toolkit.ItemViews;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.toolkit.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The console: environment, relays, connections, log and status, with what may lie over them. */
final class ConsoleView {
  private final WindowEngine engine;
  private final ConsoleModel model;
  private final Operator operator;
  private final Views views;
  private final Texts texts;
  private final LogController log;
  private final ShutdownOverlayController overlay;
  private final Parent root;

  private ItemViews<ConnectionModel, ConnectionRowController> rows =
      new ItemViews<>(FXCollections.emptyObservableList(), new VBox(), new ConnectionRows());
  private ItemViews<RelayModel, RelayBarController> bars =
      new ItemViews<>(FXCollections.emptyObservableList(), new VBox(), new RelayBars());
  private ObservableList<PasswordQuestion> passwords = FXCollections.emptyObservableList();

  @FXML private VBox content;
  @FXML private VBox relays;
  @FXML private VBox noConnections;
  @FXML private VBox connections;
  @FXML private StackPane keys;

  /** Loads all of it. */
  ConsoleView(WindowEngine engine, ConsoleModel model, Theme theme, Views views) {
    this.engine = engine;
    this.model = model;
    this.views = views;
    this.texts = views.texts();
    this.operator = new Operator(engine.console(), engine.operator(), texts);
    this.log = new LogController(model.log(), texts);
    this.overlay =
        new ShutdownOverlayController(
            model.programModel(), shutdownSurroundings(), engine.environmentWord(), texts);
    this.root =
        views.load(
            "console",
            this,
            new EnvironmentBarController(engine, model, operator, theme, this::toggleKeys, texts),
            log,
            new StatusBarController(model, operator, texts),
            overlay);
  }

  private ShutdownOverlayController.Surroundings shutdownSurroundings() {
    return new ShutdownOverlayController.Surroundings() {
      @Override
      public boolean isAnythingAlive() {
        return model.isAnythingAlive();
      }

      @Override
      public List<String> stoppingRelays() {
        return model.relayModels().stream()
            .flatMap(relay -> relay.stopping().map(how -> relay.name() + ": " + how).stream())
            .toList();
      }

      @Override
      public void forceQuit() {
        operator.follow(engine.life().forceQuit());
      }
    };
  }

  private ConnectionRowController.Surroundings rowSurroundings() {
    return new ConnectionRowController.Surroundings() {
      @Override
      public void send(Command command) {
        operator.send(command);
      }

      @Override
      public List<String> relaysAtWorkWith(String connection) {
        return model.relaysAtWorkWith(connection);
      }

      @Override
      public ObservableValue<Number> progress(String connection) {
        return engine.progress().apply(connection);
      }

      @Override
      public List<Node> furtherControls(Endpoint endpoint) {
        return engine.rowActions().stream()
            .flatMap(action -> action.create(endpoint).stream())
            .toList();
      }
    };
  }

  @FXML
  private void initialize() {
    bars = new ItemViews<>(model.relayModels(), relays, new RelayBars());
    rows = new ItemViews<>(model.connectionModels(), connections, new ConnectionRows());
    model.changesProperty().subscribe(_ -> refresh());
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

  private final class RelayBars implements ItemViews.Kind<RelayModel, RelayBarController> {
    @Override
    public RelayBarController controller(RelayModel relay) {
      return new RelayBarController(operator::send, relay, texts);
    }

    @Override
    public Node load(RelayBarController bar) {
      return views.load("relay-bar", bar);
    }

    @Override
    public void focus(RelayBarController bar) {
      bar.focus();
    }

    @Override
    public void gone(RelayBarController bar) {
      // It listens to its own model alone.
    }
  }

  private final class ConnectionRows
      implements ItemViews.Kind<ConnectionModel, ConnectionRowController> {
    @Override
    public ConnectionRowController controller(ConnectionModel connection) {
      return new ConnectionRowController(
          rowSurroundings(),
          connection,
          new ConnectionDetailsController(engine.console(), connection, log::showOnly, texts),
          views);
    }

    @Override
    public Node load(ConnectionRowController row) {
      Node loaded = views.load("connection-row", row);
      // Asked before there was this row, or in one that it takes the place of.
      passwords.stream().filter(q -> isAbout(q, row)).forEach(q -> row.askPassword(q.answer()));
      return loaded;
    }

    @Override
    public void focus(ConnectionRowController row) {
      row.focus();
    }

    @Override
    public void gone(ConnectionRowController row) {
      row.close();
    }
  }

  private void refresh() {
    boolean none = model.connectionModels().isEmpty();
    noConnections.setVisible(none);
    noConnections.setManaged(none);
    rows.stream().forEach(ConnectionRowController::refreshQuestion);
  }

  Parent root() {
    return root;
  }

  LogController log() {
    return log;
  }

  /** Shows each open question in the row it is about; one without a row waits for it. */
  void answerPasswords(ObservableList<PasswordQuestion> open) {
    passwords = open;
    open.forEach(this::ask);
    open.addListener(
        (ListChangeListener<PasswordQuestion>)
            change -> {
              while (change.next()) {
                change
                    .getRemoved()
                    .forEach(q -> rowOf(q).ifPresent(ConnectionRowController::closeQuestion));
                change.getAddedSubList().forEach(this::ask);
              }
            });
  }

  private void ask(PasswordQuestion question) {
    rowOf(question).ifPresent(row -> row.askPassword(question.answer()));
  }

  private Optional<ConnectionRowController> rowOf(PasswordQuestion question) {
    return rows.stream().filter(row -> isAbout(question, row)).findFirst();
  }

  private static boolean isAbout(PasswordQuestion question, ConnectionRowController row) {
    return row.label().equals(question.endpointLabel());
  }

  void focusConnection(int index) {
    rows.stream().skip(index).findFirst().ifPresent(ConnectionRowController::focus);
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
    keys.setVisible(!keys.isVisible() && model.programModel().isOpen());
  }

  /** Asks the engine to end the program; a repeated request offers to force it. */
  void close(ShutdownReason reason) {
    if (overlay.closingProperty().get()) {
      overlay.askAgain();
    } else {
      var _ = engine.life().shutdown(reason);
    }
  }
}
