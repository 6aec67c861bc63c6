package dev.signalbox.ui.relays;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Transition;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.objects.ObjectBody;
import dev.signalbox.ui.objects.RecentChanges;
import dev.signalbox.ui.relays.tools.RelayToolbox;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.util.Subscription;

/** All that is known of one relay: its figures, its last failure, its way, what went before. */
public final class RelayBodyController implements ObjectBody {
  private final Console console;
  private final RelayModel model;
  private final RelayToolbox tools;
  private final Texts texts;
  private final RelayInquiry inquiry;
  private Subscription showing = Subscription.EMPTY;

  @FXML private Label rate;
  @FXML private Label inFlight;
  @FXML private Label mayRepeat;
  @FXML private Label waiting;
  @FXML private Label behind;
  @FXML private Label catchUp;
  @FXML private Label acknowledged;
  @FXML private Label duplicates;
  @FXML private Label lastAcknowledgement;
  @FXML private Label backlogNote;
  @FXML private Label position;
  @FXML private Label lease;
  @FXML private Label heldBack;
  @FXML private Label ahead;
  @FXML private Label late;
  @FXML private Label diverted;
  @FXML private Label inDoubt;
  @FXML private Label failure;
  @FXML private Label nextStep;
  @FXML private Label source;
  @FXML private Label sink;
  @FXML private Label checkpoint;
  @FXML private Label pace;
  @FXML private Label changes;

  public RelayBodyController(Console console, RelayModel model, RelayToolbox tools, Texts texts) {
    this.console = console;
    this.model = model;
    this.tools = tools;
    this.texts = texts;
    this.inquiry = new RelayInquiry(console, model.name(), texts, this::showInquiry);
  }

  @FXML
  private void initialize() {
    PollingSettings settings = model.snapshot().get().settings();
    source.setText(texts.get("relay.source.value", settings.source(), settings.table()));
    sink.setText(
        texts.get("relay.sink.value", settings.sink(), settings.stream(), settings.subject()));
    checkpoint.setText(settings.checkpoint());
    pace.setText(
        texts.get(
            "relay.pace.value",
            Durations.compact(settings.interval()),
            Texts.number(settings.batchSize())));
    RecentChanges recent = new RecentChanges(console, model.subject(), this::show);
    showing =
        Subscription.combine(
            model.presentation().subscribe(looks -> show(looks.figures())),
            model.snapshot().subscribe(this::show),
            recent::close,
            inquiry::close,
            tools::close);
  }

  private void show(RelayPresentation.Figures figures) {
    rate.setText(figures.rate());
    inFlight.setText(figures.inFlight());
    mayRepeat.setText(figures.mayRepeat());
    acknowledged.setText(figures.acknowledged());
    duplicates.setText(figures.duplicates());
    position.setText(figures.position());
    lastAcknowledgement.setText(figures.lastAcknowledgement());
    heldBack.setText(figures.heldBack());
    late.setText(figures.late());
    ahead.setText(figures.ahead());
    diverted.setText(figures.diverted());
    inDoubt.setText(figures.inDoubt());
    inquiry.tick(model.now());
    showInquiry();
    tools.refresh();
  }

  private void showInquiry() {
    RelaySnapshot latest = model.snapshot().get();
    double rowsPerSecond = latest.state().isAtWork() ? latest.counters().rowsPerSecond() : 0;
    Waiting now = inquiry.waiting(rowsPerSecond, model.now());
    waiting.setText(now.rows());
    behind.setText(now.behind());
    catchUp.setText(now.catchUp());
    backlogNote.setText(now.note());
    lease.setText(inquiry.lease());
  }

  private void show(RelaySnapshot latest) {
    Optional<Failure> cause = latest.state().failure();
    failure.setText(cause.map(Failure::oneLine).orElse(texts.get("details.noFailureNow")));
    nextStep.setText(cause.map(Failure::nextStep).orElse(texts.get("details.none")));
  }

  private void show(List<Transition> latest) {
    changes.setText(RecentChanges.lines(latest, model::word, model.now(), texts));
  }

  @FXML
  private void countAgain() {
    inquiry.ask(model.now());
    showInquiry();
  }

  @Override
  public String details() {
    return model.snapshot().get().state().failure().map(Failure::details).orElseGet(this::all);
  }

  private String all() {
    return String.join(
        System.lineSeparator(),
        model.looks().get().spoken(),
        model.place(),
        position.getText(),
        texts.get("relay.text.waiting", waiting.getText(), behind.getText(), catchUp.getText()),
        texts.get("relay.text.open", inFlight.getText(), mayRepeat.getText()),
        changes.getText());
  }

  @Override
  public void close() {
    showing.unsubscribe();
  }
}
