package dev.signalbox.ui.shutdown;

import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
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
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;

/** What the program is doing to end, how long that may take, and the way to end it at once. */
public final class ShutdownOverlayController {
  /** A shutdown that takes longer may be forced. */
  private static final Duration FORCE_AFTER = Duration.ofSeconds(2);

  private static final Duration BLINK = Duration.ofMillis(300);

  /** What else is known of what ends. */
  public interface Surroundings {
    /** What would have to be ended first if the program closed now. */
    List<EndingObject> ending();

    void forceQuit();

    /** Whether what ends is the program of this window, and not an engine that it only looks at. */
    boolean isOwnEnd();
  }

  private final ProgramModel program;
  private final Surroundings surroundings;
  private final String environmentWord;
  private final Texts texts;
  private final Map<ShutdownPhase, StepRows> rows = new EnumMap<>(ShutdownPhase.class);
  private final ReadOnlyBooleanWrapper closing = new ReadOnlyBooleanWrapper(false);
  private Instant phaseSince = Instant.EPOCH;
  private Optional<ShutdownPhase> currentPhase = Optional.empty();
  private boolean somethingToEnd;
  private boolean askedAgain;

  @FXML private StackPane root;
  @FXML private Label environment;
  @FXML private ScrollPane scroll;
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
    // As high as what is in it, up to what the style allows.
    scroll.prefViewportHeightProperty().bind(steps.heightProperty());
    program.snapshotProperty().subscribe(_ -> show());
    program.nowProperty().subscribe(_ -> show());
  }

  private void show() {
    if (surroundings.isOwnEnd() && program.snapshot().state() instanceof ProgramState.Closing now) {
      if (!closing.get()) {
        begin(surroundings.ending());
        closing.set(true);
      }
      show(now, program.now());
    }
  }

  private void begin(List<EndingObject> ending) {
    somethingToEnd = !ending.isEmpty();
    for (ShutdownPhase phase : ShutdownPhase.values()) {
      List<EndingObject> ended = ending.stream().filter(each -> each.phase() == phase).toList();
      rows.put(phase, new StepRows(phase, ended, steps, texts));
    }
  }

  private void show(ProgramState.Closing now, Instant time) {
    if (!currentPhase.equals(Optional.of(now.phase()))) {
      currentPhase = Optional.of(now.phase());
      phaseSince = time;
    }
    Duration since = Duration.between(phaseSince, time);
    rows.forEach(
        (phase, step) ->
            step.show(
                finished(phase),
                Optional.of(now.phaseUntil()).filter(_ -> phase == now.phase()),
                since,
                time));
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

  private Optional<Step> finished(ShutdownPhase phase) {
    return program.snapshot().finished().stream().filter(step -> step.phase() == phase).findFirst();
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
