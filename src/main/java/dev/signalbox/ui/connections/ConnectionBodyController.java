package dev.signalbox.ui.connections;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Transition;
import dev.signalbox.ui.objects.ObjectBody;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.util.Subscription;

/**
 * All that is known of one connection: its last failure in full, the endpoint, what went before.
 */
public final class ConnectionBodyController implements ObjectBody {
  private static final int CHANGES_SHOWN = 8;

  private final Console console;
  private final ConnectionModel model;
  private final Texts texts;
  private Subscription showing = Subscription.EMPTY;

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

  public ConnectionBodyController(Console console, ConnectionModel model, Texts texts) {
    this.console = console;
    this.model = model;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    Endpoint target = model.endpoint();
    endpoint.setText(
        texts.get(
            "details.endpoint",
            target.address(),
            Durations.compact(target.connectTimeout()),
            Durations.compact(target.heartbeat().interval()),
            Durations.compact(target.heartbeat().timeout())));
    showing = model.snapshot().subscribe(this::show);
  }

  private void show(ConnectionSnapshot latest) {
    Optional<Failure> failure = model.lastFailure();
    String none = texts.get("details.none");
    what.setText(
        failure
            .map(f -> texts.get("details.what.value", f.message(), f.kind().word()))
            .orElse(texts.get("details.noFailure")));
    where.setText(
        failure
            .map(f -> texts.get("details.where.value", f.where(), f.phase().word()))
            .orElse(none));
    when.setText(failure.map(f -> TimeText.timeOfDay(f.at())).orElse(none));
    code.setText(failure.flatMap(Failure::code).orElse(none));
    nextStep.setText(failure.map(Failure::nextStep).orElse(none));
    String lines = failure.map(Failure::trace).orElse("");
    traceText.setText(lines);
    trace.setDisable(lines.isEmpty());
    peer.setText(latest.state().connectedTo().map(Peer::line).orElse(texts.get("details.noPeer")));
    var _ =
        console
            .transitions(model.subject(), CHANGES_SHOWN)
            .thenAccept(newest -> FxThread.run(() -> changes.setText(lines(newest))));
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

  @Override
  public String details() {
    return model.snapshot().get().state().failure().map(Failure::details).orElseGet(this::all);
  }

  private String all() {
    return "%s%n%s%n%s%n%s"
        .formatted(
            model.looks().get().spoken(), endpoint.getText(), peer.getText(), changes.getText());
  }

  @Override
  public void close() {
    showing.unsubscribe();
  }
}
