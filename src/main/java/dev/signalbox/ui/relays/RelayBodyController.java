package dev.signalbox.ui.relays;

import dev.signalbox.base.Durations;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Transition;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.ui.objects.ObjectBody;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.util.Subscription;

/** All that is known of one relay: its figures, its last failure, its way, what went before. */
public final class RelayBodyController implements ObjectBody {
  private static final int CHANGES_SHOWN = 8;

  private final Console console;
  private final RelayModel model;
  private final Texts texts;
  private Subscription showing = Subscription.EMPTY;

  @FXML private Label rate;
  @FXML private Label acknowledged;
  @FXML private Label duplicates;
  @FXML private Label lastAcknowledgement;
  @FXML private Label position;
  @FXML private Label failure;
  @FXML private Label nextStep;
  @FXML private Label source;
  @FXML private Label sink;
  @FXML private Label checkpoint;
  @FXML private Label pace;
  @FXML private Label changes;

  public RelayBodyController(Console console, RelayModel model, Texts texts) {
    this.console = console;
    this.model = model;
    this.texts = texts;
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
    showing =
        Subscription.combine(
            model.presentation().subscribe(looks -> show(looks.figures())),
            model.snapshot().subscribe(this::show));
  }

  private void show(RelayPresentation.Figures figures) {
    rate.setText(figures.rate());
    acknowledged.setText(figures.acknowledged());
    duplicates.setText(figures.duplicates());
    position.setText(figures.position());
    lastAcknowledgement.setText(figures.lastAcknowledgement());
  }

  private void show(RelaySnapshot latest) {
    Optional<Failure> cause = latest.state().failure();
    failure.setText(cause.map(Failure::oneLine).orElse(texts.get("details.noFailure")));
    nextStep.setText(cause.map(Failure::nextStep).orElse(texts.get("details.none")));
    var _ =
        console
            .transitions(model.subject(), CHANGES_SHOWN)
            .thenAccept(newest -> FxThread.run(() -> changes.setText(lines(newest))));
  }

  private static String lines(List<Transition> newest) {
    return newest.reversed().stream()
        .map(
            change ->
                TimeText.timeOfDay(change.at())
                    + "  "
                    + change.to()
                    + change.cause().map(cause -> ": " + cause).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String details() {
    return model
        .snapshot()
        .get()
        .state()
        .failure()
        .map(Failure::details)
        .orElseGet(
            () ->
                "%s%n%s%n%s%n%s"
                    .formatted(
                        model.looks().get().spoken(),
                        model.place(),
                        position.getText(),
                        changes.getText()));
  }

  @Override
  public void close() {
    showing.unsubscribe();
  }
}
