package dev.signalbox.ui;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.LogText;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;

/** The last problem, and whether the window itself keeps up. */
final class StatusBarController {
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  /** So long a problem is told even if it is over, and one that nobody can be over. */
  private static final Duration NEWS = Duration.ofMinutes(1);

  private final ConsoleModel model;
  private final ProgramModel program;
  private final Operator operator;
  private final Runnable showPast;
  private final Texts texts;
  private Duration longest = Duration.ZERO;
  private Instant lagShownAt = Instant.MIN;

  @FXML private FontIcon icon;
  @FXML private Label message;
  @FXML private Button copy;
  @FXML private Button past;
  @FXML private Label lag;
  @FXML private Label log;

  /**
   * Not loaded yet.
   *
   * @param showPast shows all the problems there were
   */
  StatusBarController(ConsoleModel model, Operator operator, Runnable showPast, Texts texts) {
    this.model = model;
    this.program = model.programModel();
    this.operator = operator;
    this.showPast = showPast;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    program.lagProperty().subscribe(this::showLag);
    model.log().readProperty().subscribe(_ -> showLog());
    operator.answerProperty().subscribe(_ -> showMessage());
    program.snapshotProperty().subscribe(_ -> showMessage());
    model.log().lastProblemProperty().subscribe(_ -> showMessage());
    // What is over is forgotten, and so is what is no news any more.
    model.changesProperty().subscribe(_ -> showMessage());
    program.nowProperty().subscribe(_ -> showMessage());
  }

  /** The longest of the last second: ten in each, none of which can be read, would all be drawn. */
  private void showLag(Duration measured) {
    longest = measured.compareTo(longest) > 0 ? measured : longest;
    Instant second = program.now().truncatedTo(ChronoUnit.SECONDS);
    if (!second.equals(lagShownAt)) {
      lag.setText(texts.get("status.lag", longest.toMillis()));
      (longest.compareTo(NOTICEABLE) > 0 ? Tone.WARNING : Tone.MUTED).applyTo(lag);
      lagShownAt = second;
      longest = Duration.ZERO;
    }
  }

  private void showLog() {
    log.setText(
        texts.get(
            "status.log", Texts.number(model.log().kept()), Texts.number(model.log().dropped())));
  }

  /** An answer is to what was just asked, so it comes before the last problem. */
  private void showMessage() {
    String answer = operator.answerProperty().get();
    Set<Subject> inTrouble = inTrouble();
    Optional<LogEntry> problem = problem(inTrouble);
    ActionButton.setShown(copy, answer.isEmpty() && problem.isPresent(), message);
    ActionButton.setShown(past, model.log().lastProblemProperty().get().isPresent(), message);
    if (!program.isOpen()) {
      show("fth-power", Tone.MUTED, texts.get("status.closing"));
    } else if (!answer.isEmpty()) {
      show("fth-info", Tone.WARNING, answer);
    } else if (problem.isPresent()) {
      LogEntry entry = problem.get();
      boolean error = entry.severity() == Severity.ERROR;
      show(
          error ? "fth-x-octagon" : "fth-alert-triangle",
          error ? Tone.DANGER : Tone.WARNING,
          texts.get("status.problem", TimeText.timeOfDay(entry.at()), entry.message()));
    } else if (!inTrouble.isEmpty()) {
      // Nothing was logged of it, or it was long ago.
      show("fth-alert-triangle", Tone.WARNING, texts.get("status.trouble", inTrouble.size()));
    } else {
      show("fth-check", Tone.MUTED, texts.get("status.ready"));
    }
  }

  private Set<Subject> inTrouble() {
    return model.objects().stream()
        .filter(object -> object.looks().get().trouble().needsSomebody())
        .map(ObjectModel::subject)
        .collect(Collectors.toSet());
  }

  /** The newest that matters still. */
  private Optional<LogEntry> problem(Set<Subject> inTrouble) {
    Instant news = program.now().minus(NEWS);
    return model.log().standingProperty().get().problems().reversed().stream()
        .filter(problem -> inTrouble.contains(problem.source()) || problem.at().isAfter(news))
        .findFirst();
  }

  /** An icon that is set anew is drawn anew, also if it is the same. */
  private void show(String shape, Tone tone, String text) {
    if (!shape.equals(icon.getIconLiteral())) {
      icon.setIconLiteral(shape);
    }
    tone.applyTo(icon);
    message.setText(text);
    message.getTooltip().setText(text);
  }

  @FXML
  private void showPast() {
    showPast.run();
  }

  @FXML
  private void copyProblem() {
    problem(inTrouble())
        .ifPresent(
            entry -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(LogText.full(entry));
              Clipboard.getSystemClipboard().setContent(content);
            });
  }
}
