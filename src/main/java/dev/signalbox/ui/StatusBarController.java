package dev.signalbox.ui;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.ui.log.LogModel;
import dev.signalbox.ui.log.LogText;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;

/** The last problem, and whether the window itself keeps up. */
final class StatusBarController {
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  private final ConsoleState state;
  private final Texts texts;

  @FXML private FontIcon icon;
  @FXML private Label message;
  @FXML private Button copy;
  @FXML private Label lag;
  @FXML private Label log;

  StatusBarController(ConsoleState state) {
    this.state = state;
    this.texts = state.texts();
  }

  @FXML
  private void initialize() {
    state.lagProperty().subscribe(this::showLag);
    state.log().readProperty().subscribe(_ -> showLog());
    state.refusalProperty().subscribe(_ -> showMessage());
    state.programProperty().subscribe(_ -> showMessage());
    state.log().lastProblemProperty().subscribe(_ -> showMessage());
  }

  private void showLag(Duration measured) {
    lag.setText(texts.get("status.lag", measured.toMillis()));
    (measured.compareTo(NOTICEABLE) > 0 ? Tone.WARNING : Tone.MUTED).applyTo(lag);
  }

  private void showLog() {
    LogModel model = state.log();
    log.setText(texts.get("status.log", Texts.number(model.kept()), Texts.number(model.dropped())));
  }

  /** A refusal answers what was just asked, so it comes before the last problem. */
  private void showMessage() {
    String refusal = state.refusalProperty().get();
    Optional<LogEntry> problem = state.log().lastProblemProperty().get();
    copy.setVisible(refusal.isEmpty() && problem.isPresent());
    copy.setManaged(copy.isVisible());
    if (!state.isOpen()) {
      show("fth-power", Tone.MUTED, texts.get("status.closing"));
    } else if (!refusal.isEmpty()) {
      show("fth-info", Tone.WARNING, refusal);
    } else if (problem.isPresent()) {
      LogEntry entry = problem.get();
      boolean error = entry.severity() == Severity.ERROR;
      show(
          error ? "fth-x-octagon" : "fth-alert-triangle",
          error ? Tone.DANGER : Tone.WARNING,
          texts.get("status.problem", TimeText.timeOfDay(entry.at()), entry.message()));
    } else {
      show("fth-check", Tone.MUTED, texts.get("status.ready"));
    }
  }

  private void show(String shape, Tone tone, String text) {
    icon.setIconLiteral(shape);
    tone.applyTo(icon);
    message.setText(text);
    message.getTooltip().setText(text);
  }

  @FXML
  private void copyProblem() {
    state
        .log()
        .lastProblemProperty()
        .get()
        .ifPresent(
            entry -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(LogText.full(entry));
              Clipboard.getSystemClipboard().setContent(content);
            });
  }
}
