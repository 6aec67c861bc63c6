package dev.signalbox.ui.connections;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Transition;
import dev.signalbox.ui.objects.ObjectBody;
import dev.signalbox.ui.objects.RecentChanges;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/**
 * All that is known of one connection: its last failure in full, the endpoint, its connects phase
 * by phase, what went before.
 */
public final class ConnectionBodyController implements ObjectBody {
  private final Console console;
  private final ConnectionModel model;
  private final ConnectionPresenter presenter;
  private final Texts texts;
  private final LadderView ladder;
  private List<Transition> record = List.of();
  private Subscription showing = Subscription.EMPTY;

  @FXML private Label what;
  @FXML private Label where;
  @FXML private Label when;
  @FXML private Label code;
  @FXML private Label nextStep;
  @FXML private Label endpoint;
  @FXML private Label peer;
  @FXML private Label pool;
  @FXML private Label outages;
  @FXML private Label lastOutage;
  @FXML private VBox ladderPlace;
  @FXML private Label changes;
  @FXML private TitledPane trace;
  @FXML private TextArea traceText;

  public ConnectionBodyController(Console console, ConnectionModel model, Texts texts) {
    this.console = console;
    this.model = model;
    this.presenter = new ConnectionPresenter(texts);
    this.texts = texts;
    this.ladder = new LadderView(texts);
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
    ladderPlace.getChildren().add(ladder);
    RecentChanges recent = new RecentChanges(console, model.subject(), this::show);
    showing =
        Subscription.combine(
            model.snapshot().subscribe(this::show),
            model.looks().subscribe(_ -> tick()),
            recent::close);
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
    when.setText(failure.map(f -> TimeText.moment(f.at(), model.now())).orElse(none));
    code.setText(failure.flatMap(Failure::code).orElse(none));
    nextStep.setText(failure.map(Failure::nextStep).orElse(none));
    String lines = failure.map(Failure::trace).orElse("");
    if (!traceText.getText().equals(lines)) {
      // What is selected in it stays so.
      traceText.setText(lines);
    }
    trace.setDisable(lines.isEmpty());
    trace.setText(texts.get(lines.isEmpty() ? "details.noTrace" : "details.trace"));
    peer.setText(latest.state().connectedTo().map(Peer::line).orElse(texts.get("details.noPeer")));
    pool.setText(pool(latest));
    tick();
  }

  private String pool(ConnectionSnapshot latest) {
    return latest
        .pool()
        .map(this::pool)
        .orElseGet(
            () ->
                texts.get(
                    latest.endpoint().kind() == EndpointKind.NATS
                        ? "details.pool.single"
                        : "details.none"));
  }

  private String pool(PoolUse use) {
    return texts.get("details.pool.value", use.active(), use.idle(), use.waiting(), use.most());
  }

  /** What the time changes, too. */
  private void tick() {
    ladder.show(model.snapshot().get().connects(), model.now());
    showOutages();
  }

  private void show(List<Transition> latest) {
    record = latest;
    changes.setText(RecentChanges.lines(latest, presenter::word, model.now(), texts));
    showOutages();
  }

  private void showOutages() {
    Outages known = Outages.of(record, model.now());
    outages.setText(
        known
            .since()
            .map(
                since ->
                    texts.get(
                        "details.outages.value",
                        known.count(),
                        TimeText.clock(known.total()),
                        TimeText.moment(since, model.now())))
            .orElse(texts.get("details.none")));
    lastOutage.setText(
        known
            .last()
            .map(
                outage ->
                    texts.get(
                        outage.ended().isEmpty()
                            ? "details.lastOutage.lasting"
                            : "details.lastOutage.value",
                        TimeText.moment(outage.began(), model.now()),
                        TimeText.clock(outage.lasted(model.now())),
                        outage.cause()))
            .orElse(texts.get("details.none")));
  }

  @Override
  public String details() {
    return model.snapshot().get().state().failure().map(Failure::details).orElseGet(this::all);
  }

  private String all() {
    return String.join(
        System.lineSeparator(),
        model.looks().get().spoken(),
        endpoint.getText(),
        peer.getText(),
        pool.getText(),
        outages.getText(),
        ladder.text(),
        changes.getText());
  }

  @Override
  public void close() {
    showing.unsubscribe();
  }
}
