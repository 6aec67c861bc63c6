package dev.signalbox.ui.connections;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;

/** All that is known of one connection: the failure in full, the endpoint, what went before. */
public final class ConnectionDetailsController {
  private static final int CHANGES_SHOWN = 6;

  private final Console console;
  private final ConnectionModel model;
  private final Consumer<Subject> showInLog;
  private final Texts texts;
  private boolean loaded;

  @FXML private GridPane failureGrid;
  @FXML private Label what;
  @FXML private Label where;
  @FXML private Label when;
  @FXML private Label code;
  @FXML private Label nextStep;
  @FXML private Label endpoint;
  @FXML private Label peer;
  @FXML private Label changes;
  @FXML private TitledPane trace;
  @FXML private TextArea traceText;

  public ConnectionDetailsController(
      Console console, ConnectionModel model, Consumer<Subject> showInLog, Texts texts) {
    this.console = console;
    this.model = model;
    this.showInLog = showInLog;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    loaded = true;
    Endpoint target = model.endpoint();
    endpoint.setText(
        texts.get(
            "details.endpoint",
            target.address(),
            Durations.compact(target.connectTimeout()),
            Durations.compact(target.heartbeat().interval()),
            Durations.compact(target.heartbeat().timeout())));
    refresh();
  }

  /** Brings what is shown up to the present state. */
  void refresh() {
    if (!loaded) {
      return;
    }
    Optional<Failure> failure = failure();
    setShown(failureGrid, failure.isPresent());
    setShown(trace, failure.filter(f -> !f.trace().isEmpty()).isPresent());
    failure.ifPresent(this::show);
    peer.setText(
        model
            .snapshot()
            .get()
            .state()
            .connectedTo()
            .map(Peer::line)
            .orElse(texts.get("details.noPeer")));
    var _ =
        console
            .transitions(subject(), CHANGES_SHOWN)
            .thenAccept(newest -> FxThread.run(() -> changes.setText(lines(newest))));
  }

  private Optional<Failure> failure() {
    return model.snapshot().get().state().failure();
  }

  private void show(Failure failure) {
    what.setText(texts.get("details.what.value", failure.message(), failure.kind().word()));
    where.setText(texts.get("details.where.value", failure.where(), failure.phase().word()));
    when.setText(TimeText.timeOfDay(failure.at()));
    code.setText(failure.code().orElse(texts.get("details.noCode")));
    nextStep.setText(failure.nextStep());
    traceText.setText(failure.trace());
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private Subject subject() {
    return Subject.connection(model.endpoint().name());
  }

  private String lines(List<Transition> newest) {
    ConnectionPresenter presenter = new ConnectionPresenter(texts);
    return newest.reversed().stream()
        .map(
            change ->
                TimeText.timeOfDay(change.at())
                    + "  "
                    + presenter.word(change.to())
                    + change.cause().map(cause -> ": " + cause).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  @FXML
  private void copyDetails() {
    ClipboardContent content = new ClipboardContent();
    content.putString(failure().map(Failure::details).orElseGet(this::withoutFailure));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private String withoutFailure() {
    ConnectionState now = model.snapshot().get().state();
    return "%s: %s%n%s%n%s"
        .formatted(
            model.endpoint().label(),
            new ConnectionPresenter(texts).word(now),
            endpoint.getText() + System.lineSeparator() + peer.getText(),
            changes.getText());
  }

  @FXML
  private void showInLog() {
    showInLog.accept(subject());
  }
}
