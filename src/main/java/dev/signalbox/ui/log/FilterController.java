package dev.signalbox.ui.log;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.TimeRange;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/**
 * Which lines are shown: by level, by what is in them and what is not, by who says them and when.
 */
final class FilterController {
  /** What is shorter needs parts of a second to be told. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private final LogModel model;
  private final Texts texts;
  private final PatternField wantedField;
  private final PatternField unwantedField;
  private final SourceChips sourceChips;

  @FXML private ToggleButton errors;
  @FXML private ToggleButton warnings;
  @FXML private ToggleButton infos;
  @FXML private ToggleButton debugs;
  @FXML private TextField search;
  @FXML private ToggleButton searchExpression;
  @FXML private ToggleButton further;
  @FXML private HBox furtherBar;
  @FXML private TextField unwanted;
  @FXML private ToggleButton unwantedExpression;
  @FXML private MenuButton sources;
  @FXML private Button timeChip;
  @FXML private FlowPane chips;
  @FXML private Label fault;

  FilterController(LogModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    this.wantedField =
        new PatternField(texts, text -> model.setFilter(model.filter().withWanted(text)));
    this.unwantedField =
        new PatternField(texts, text -> model.setFilter(model.filter().withUnwanted(text)));
    this.sourceChips = new SourceChips(texts, this::choose);
  }

  private void choose(Set<Subject> chosen) {
    model.setFilter(model.filter().withSources(chosen));
    showFurther();
  }

  @FXML
  private void initialize() {
    wantedField.use(search, searchExpression);
    unwantedField.use(unwanted, unwantedExpression);
    sourceChips.use(sources, chips);
    model.standingProperty().subscribe(standing -> sourceChips.know(standing.sources()));
    model.standingProperty().subscribe(_ -> showFault());
    for (var typed : List.of(search, unwanted)) {
      typed.textProperty().addListener(_ -> showFault());
    }
    for (var toggle : List.of(searchExpression, unwantedExpression)) {
      toggle.selectedProperty().addListener(_ -> showFault());
    }
    unwanted.textProperty().addListener(_ -> showFurther());
    tellLevels();
    showTime(Optional.empty());
  }

  /** A level that the engine does not log is not lit, and says why nothing of it comes. */
  private void tellLevels() {
    tellLevel(debugs, "log.debugs", Severity.DEBUG);
    tellLevel(infos, "log.infos", Severity.INFO);
    tellLevel(warnings, "log.warnings", Severity.WARN);
  }

  private void tellLevel(ToggleButton toggle, String key, Severity severity) {
    if (severity.compareTo(model.lowest()) < 0) {
      toggle.setSelected(false);
      toggle.setDisable(true);
      toggle.setText(texts.get("log.level.off", texts.get(key)));
    }
  }

  @FXML
  private void applyLevels() {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    if (errors.isSelected()) {
      severities.add(Severity.ERROR);
    }
    if (warnings.isSelected()) {
      severities.add(Severity.WARN);
    }
    if (infos.isSelected()) {
      severities.add(Severity.INFO);
    }
    if (debugs.isSelected() || debugs.isDisabled()) {
      severities.add(Severity.DEBUG);
      severities.add(Severity.TRACE);
    }
    model.setFilter(model.filter().withSeverities(severities));
  }

  /** What is hidden by it cannot be hidden itself. */
  @FXML
  private void showFurther() {
    boolean needed =
        !sourceChips.isEmpty() || !unwantedField.isEmpty() || model.filter().time().isPresent();
    if (needed) {
      further.setSelected(true);
    }
    furtherBar.setVisible(further.isSelected());
    furtherBar.setManaged(further.isSelected());
  }

  private void showFault() {
    Optional<String> wrong =
        Stream.of(wantedField, unwantedField)
            .flatMap(field -> field.fault().stream())
            .findFirst()
            .or(
                () ->
                    model.standingProperty().get().filterTooCostly()
                        ? Optional.of(texts.get("log.pattern.costly"))
                        : Optional.empty());
    fault.setText(wrong.orElse(""));
    fault.setVisible(wrong.isPresent());
    fault.setManaged(wrong.isPresent());
  }

  /** Shows all lines. */
  void clear() {
    Stream.of(errors, warnings, infos, debugs)
        .filter(toggle -> !toggle.isDisabled())
        .forEach(toggle -> toggle.setSelected(true));
    applyLevels();
    wantedField.clear();
    unwantedField.clear();
    sourceChips.choose(Set.of());
    showTime(Optional.empty());
  }

  /** Shows all warnings and errors and nothing else. */
  void showProblems() {
    clear();
    infos.setSelected(false);
    debugs.setSelected(false);
    applyLevels();
  }

  /** Shows what this subject says, all of it and nothing else. */
  void showFrom(Subject source) {
    clear();
    sourceChips.choose(Set.of(source));
  }

  /** Shows what was logged in that time and nothing else, until its chip is pressed. */
  void showOnly(TimeRange time) {
    showTime(Optional.of(time));
  }

  /** From now on nothing of that moment is hidden because of its time. */
  void admit(Instant moment) {
    if (model.filter().time().filter(time -> !time.contains(moment)).isPresent()) {
      showTime(Optional.empty());
    }
  }

  @FXML
  private void showAnyTime() {
    showTime(Optional.empty());
  }

  private void showTime(Optional<TimeRange> time) {
    model.setFilter(model.filter().withTime(time));
    ActionButton.setShown(timeChip, time.isPresent(), search);
    time.ifPresent(
        wanted -> {
          String words =
              texts.get("log.time", moment(wanted.from(), wanted), moment(wanted.to(), wanted));
          timeChip.setText(words);
          timeChip.setAccessibleText(texts.get("log.time.remove", words));
        });
    showFurther();
  }

  private String moment(Instant at, TimeRange time) {
    return time.length().compareTo(SHORT) < 0
        ? TimeText.logTime(at)
        : TimeText.moment(at, model.nowProperty().get());
  }

  void focus() {
    wantedField.focus();
  }

  /** Empties the field that has the keyboard; tells whether there was something in it. */
  boolean clearFocused() {
    return wantedField.clearIfFocused() || unwantedField.clearIfFocused();
  }
}
