package dev.signalbox.ui.shutdown;

import dev.signalbox.base.Durations;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the program is doing to end, how long that may take, and the way to end it at once. */
public final class ShutdownOverlayController {
  /** A shutdown that takes longer may be forced. */
  private static final Duration FORCE_AFTER = Duration.ofSeconds(2);

  private static final Duration BLINK = Duration.ofMillis(300);

  /** The nodes of one step. */
  private record StepRow(FontIcon icon, Label name, Label detail, Label time) {}

  /** What else is known of what ends. */
  public interface Surroundings {
    /** Whether anything would have to be ended first. */
    boolean isAnythingAlive();

    /** How far each relay's stop has come, one line each, by name. */
    List<String> stoppingRelays();

    void forceQuit();
  }

  private final ProgramModel program;
  private final Surroundings surroundings;
  private final String environmentWord;
  private final Texts texts;
  private final Map<ShutdownPhase, StepRow> rows = new EnumMap<>(ShutdownPhase.class);
  private final ReadOnlyBooleanWrapper closing = new ReadOnlyBooleanWrapper(false);
  private Instant phaseSince = Instant.EPOCH;
  private Optional<ShutdownPhase> currentPhase = Optional.empty();
  private boolean somethingToEnd;
  private boolean askedAgain;

  @FXML private StackPane root;
  @FXML private Label environment;
  @FXML private GridPane steps;
  @FXML private Label deadline;
  @FXML private Button force;

  public ShutdownOverlayController(
      ProgramModel program, Surroundings surroundings, String environmentWord, Texts texts) {
    this.program = program;
    this.surroundings = surroundings;
    this.environmentWord = environmentWord;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    environment.setText(environmentWord);
    for (ShutdownPhase phase : ShutdownPhase.values()) {
      rows.put(phase, addRow(phase));
    }
    program.snapshotProperty().subscribe(_ -> show());
    program.nowProperty().subscribe(_ -> show());
  }

  private StepRow addRow(ShutdownPhase phase) {
    StepRow row = new StepRow(new FontIcon("fth-circle"), new Label(), new Label(), new Label());
    row.name().setText(texts.get("shutdown.phase." + phase.name().toLowerCase(Texts.LOCALE)));
    row.detail().getStyleClass().add("step-detail");
    row.detail().setWrapText(true);
    row.time().getStyleClass().addAll("numeric", "step-time");
    steps.addRow(rows.size(), row.icon(), row.name(), row.detail(), row.time());
    return row;
  }

  private void show() {
    if (program.snapshot().state() instanceof ProgramState.Closing now) {
      if (!closing.get()) {
        somethingToEnd = surroundings.isAnythingAlive();
        closing.set(true);
      }
      show(now, program.now());
    }
  }

  private void show(ProgramState.Closing now, Instant time) {
    if (!currentPhase.equals(Optional.of(now.phase()))) {
      currentPhase = Optional.of(now.phase());
      phaseSince = time;
    }
    rows.forEach((phase, row) -> show(row, phase, now.phase(), time));
    deadline.setText(
        texts.get("shutdown.deadline", TimeText.secondsLeft(Duration.between(time, now.haltAt()))));
    Duration taken = Duration.between(now.since(), time);
    // With nothing to end the window is gone before an overlay could be read.
    root.setVisible(somethingToEnd || taken.compareTo(BLINK) >= 0);
    boolean forceable = taken.compareTo(FORCE_AFTER) >= 0;
    // Whoever sent a signal is not sitting at this window.
    boolean bySignal = now.reason() instanceof ShutdownReason.Signal;
    force.setVisible(!bySignal && (forceable || askedAgain));
  }

  private void show(StepRow row, ShutdownPhase phase, ShutdownPhase current, Instant time) {
    Optional<Step> finished =
        program.snapshot().finished().stream().filter(step -> step.phase() == phase).findFirst();
    if (finished.isPresent()) {
      Step step = finished.get();
      row.icon().setIconLiteral(step.complete() ? "fth-check-circle" : "fth-alert-triangle");
      (step.complete() ? Tone.SUCCESS : Tone.WARNING).applyTo(row.icon());
      row.detail().setText(step.detail());
      row.time().setText(Durations.taken(step.took()));
    } else if (phase == current) {
      row.icon().setIconLiteral("fth-loader");
      Tone.ACCENT.applyTo(row.icon());
      row.detail().setText(progressOf(phase));
      row.time().setText(TimeText.tenths(Duration.between(phaseSince, time)));
    } else {
      row.icon().setIconLiteral("fth-circle");
      Tone.MUTED.applyTo(row.icon());
      row.detail().setText("");
      row.time().setText("");
    }
  }

  private String progressOf(ShutdownPhase phase) {
    return phase == ShutdownPhase.RELAY
        ? String.join("\n", surroundings.stoppingRelays())
        : texts.get("shutdown.underWay");
  }

  /** True from the moment the program begins to close. */
  public ReadOnlyBooleanProperty closingProperty() {
    return closing.getReadOnlyProperty();
  }

  /** The operator wants to close what is closing already: offer the way to end it at once. */
  public void askAgain() {
    askedAgain = true;
    show();
    force.requestFocus();
  }

  @FXML
  private void forceQuit() {
    surroundings.forceQuit();
  }
}
