package dev.signalbox.ui.log;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.Sieve;
import dev.signalbox.ui.log.lines.TimeRange;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log: its lines, and all that helps to read them. FX thread only. */
public final class LogController {
  private static final double ROW = 22;

  private final LogModel model;
  private final Runnable toggleWhole;
  private final Texts texts;
  private final LogNavigator navigator;
  private final FilterController filter;
  private final FindController find;
  private final DetailController detail;
  private final LogSaver saver;
  private final LogCopy clipboard;
  private final LogHistogram histogram;
  private final TickStrip ticks = new TickStrip();
  private @Nullable LogFoot answers;

  @FXML private VBox card;
  @FXML private Button resume;
  @FXML private ToggleButton follow;
  @FXML private CheckMenuItem wrap;
  @FXML private CheckMenuItem fold;
  @FXML private CheckMenuItem times;
  @FXML private CheckMenuItem details;
  @FXML private StackPane timesPlace;
  @FXML private SplitPane split;
  @FXML private HBox listPlace;
  @FXML private ListView<LogRow> list;
  @FXML private Label nothing;
  @FXML private Button showAll;
  @FXML private HBox foot;
  @FXML private Label counts;
  @FXML private Label notice;
  @FXML private ToggleButton whole;
  @FXML private FontIcon wholeIcon;

  /**
   * Not loaded yet.
   *
   * @param toggleWhole makes the log the whole window, or one of three panes again
   */
  public LogController(LogModel model, Runnable toggleWhole, Texts texts) {
    this.model = model;
    this.toggleWhole = toggleWhole;
    this.texts = texts;
    this.navigator = new LogNavigator(model);
    this.filter = new FilterController(model, texts);
    this.find = new FindController(model, navigator, texts);
    this.detail = new DetailController(new LineActions(model, filter, navigator), texts);
    this.saver = new LogSaver(model, this::say, texts);
    this.clipboard = new LogCopy(model, this::say, texts);
    this.histogram = new LogHistogram(texts, this::goTo, filter::showOnly);
  }

  /** The controllers of the views that this one's includes. */
  public List<Object> parts() {
    return List.of(this, filter, find, detail);
  }

  @FXML
  private void initialize() {
    answers = new LogFoot(foot, notice, () -> arrangement().isRoomy());
    list.setItems(model.lines());
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(_ -> new LogCell(model, wrap.selectedProperty(), texts));
    new ReadingBack(model, list, navigator, this::toggleFollow).install();
    new FollowedList(model, list).install();
    navigator.use(list);
    find.setHome(list);
    listPlace.getChildren().add(ticks);
    timesPlace.getChildren().add(histogram);
    ticks.onJump(navigator::goToShare);
    list.getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) _ -> showDetail());
    model.followingProperty().addListener((_, _, now) -> follow.setSelected(now));
    model.unseenProperty().subscribe(count -> showUnseen(count.longValue()));
    model.standingProperty().subscribe(this::showStanding);
    model.barsProperty().subscribe(histogram::show);
    model.ticksProperty().subscribe(ticks::show);
    model.soughtProperty().subscribe(_ -> cells().forEach(LogCell::showAgain));
    model.markedProperty().subscribe(_ -> cells().forEach(LogCell::showAgain));
    model.nowProperty().subscribe(this::second);
    wrap.selectedProperty().subscribe(on -> list.setFixedCellSize(on ? -1 : ROW));
    fold.selectedProperty().subscribe(model::setFolding);
    times.selectedProperty().subscribe(this::arrange);
    details.selectedProperty().subscribe(this::arrange);
    card.heightProperty().subscribe(this::arrange);
  }

  private void second(Instant now) {
    cells().forEach(LogCell::showRepeats);
    answers().second(now);
  }

  private Stream<LogCell> cells() {
    return list.lookupAll(".log-cell").stream().map(LogCell.class::cast);
  }

  private void arrange() {
    arrangement().arrange(times.isSelected(), details.isSelected());
    detail.setLow(!arrangement().isRoomy());
    answers().show();
  }

  private LogArrangement arrangement() {
    return new LogArrangement(card, split, detail.pane(), timesPlace);
  }

  private void showDetail() {
    List<Integer> selected = list.getSelectionModel().getSelectedIndices();
    LogRow row = list.getSelectionModel().getSelectedItem();
    detail.show(
        selected.size() == 1 ? Optional.ofNullable(row) : Optional.empty(), selected.size());
  }

  private void showUnseen(long count) {
    ActionButton.setShown(resume, count > 0, list);
    resume.setText(texts.get("log.unseen", Texts.number(count)));
  }

  private void showStanding(Sieve.Standing standing) {
    nothing.setText(
        standing.hidden() == 0
            ? texts.get("log.empty")
            : texts.get("log.noMatch", Texts.number(standing.hidden())));
    ActionButton.setShown(showAll, standing.hidden() > 0, list);
    String shown = Texts.number(standing.shown());
    String kept = Texts.number(standing.kept());
    counts.setText(
        standing.isComplete()
            ? texts.get("log.counts", shown, kept, Texts.number(model.dropped()))
            : texts.get("log.filtering", shown, kept, Math.round(standing.done() * 100)));
  }

  private void say(String text) {
    answers().say(text, model.nowProperty().get());
  }

  private LogFoot answers() {
    return Objects.requireNonNull(answers, "Not loaded yet");
  }

  @FXML
  private void clearFilter() {
    filter.clear();
  }

  @FXML
  private void toggleWhole() {
    toggleWhole.run();
  }

  /** Says on its button whether the log is the whole window. */
  public void showWhole(boolean isWhole) {
    whole.setSelected(isWhole);
    wholeIcon.setIconLiteral(isWhole ? "fth-minimize-2" : "fth-maximize-2");
    String text = texts.get(isWhole ? "log.restore" : "log.whole");
    whole.setAccessibleText(text);
    whole.getTooltip().setText(text);
  }

  @FXML
  private void toggleFollow() {
    if (model.followingProperty().get()) {
      model.hold();
    } else {
      model.follow();
    }
    follow.setSelected(model.followingProperty().get());
  }

  /** Shows the newest lines, and every one that comes. */
  @FXML
  public void follow() {
    model.follow();
  }

  @FXML
  private void clear() {
    list.getSelectionModel().clearSelection();
    model.clear();
  }

  /** Shows the log as it was then: held still, at the first line that is not older. */
  public void showAt(Instant instant) {
    filter.admit(instant);
    goTo(instant);
  }

  private void goTo(Instant instant) {
    model.hold();
    model.whenShown(() -> navigator.goTo(instant));
  }

  /**
   * Shows all that this subject said in that time and nothing else, until the filter is changed.
   *
   * @param to the first moment behind it
   */
  public void showFrom(Subject source, Instant from, Instant to) {
    filter.showFrom(source);
    filter.showOnly(new TimeRange(from, to));
  }

  /** Shows all that this subject says and nothing else, until the filter is changed. */
  public void showFrom(Subject source) {
    filter.showFrom(source);
  }

  /** Shows all warnings and errors and nothing else, until the filter is changed. */
  public void showProblems() {
    filter.showProblems();
  }

  /** Puts the keyboard into the filter. */
  public void focusSearch() {
    filter.focus();
  }

  /** Puts the keyboard on the lines. */
  public void focusLines() {
    list.requestFocus();
  }

  /** Opens the field for what is to be found among the lines shown. */
  @FXML
  public void find() {
    find.open();
  }

  /** Goes to the next place where it is, or with -1 to the one before. */
  public void findNext(int direction) {
    find.step(direction);
  }

  /** Goes to the next error, or with -1 to the one before. */
  public void goToError(int direction) {
    if (!navigator.goToError(direction)) {
      say(texts.get("log.noErrors"));
    }
  }

  /** Puts a bookmark at the selected line, or takes it away. */
  public void toggleMark() {
    navigator
        .chosen()
        .ifPresentOrElse(model::toggleMark, () -> say(texts.get("log.nothingToMark")));
  }

  /** Goes to the next bookmark, or with -1 to the one before. */
  public void goToMark(int direction) {
    if (!navigator.goAmong(model.markedProperty().get(), direction)) {
      say(texts.get("log.noMarks"));
    }
  }

  /** Copies the selected lines; if none is, says so and leaves the clipboard as it is. */
  public void copyLines() {
    clipboard.selected(list.getSelectionModel().getSelectedItems());
  }

  @FXML
  private void copyShown() {
    clipboard.shown();
  }

  @FXML
  private void copyJson() {
    clipboard.shownAsJson();
  }

  /** What its menu has that no key has, each by the key of its text. */
  public Map<String, Runnable> further() {
    Map<String, Runnable> offered = new LinkedHashMap<>();
    offered.put("status.past.hint", this::showProblems);
    offered.put("log.wrap", () -> toggle(wrap));
    offered.put("log.fold", () -> toggle(fold));
    offered.put("log.times", () -> toggle(times));
    offered.put("log.details", () -> toggle(details));
    offered.put("log.copy", this::copyShown);
    offered.put("log.copyJson", this::copyJson);
    offered.put("log.saveAll", this::saveAll);
    offered.put("log.clear", this::clear);
    return offered;
  }

  private static void toggle(CheckMenuItem item) {
    item.setSelected(!item.isSelected());
  }

  /** Copies the last warning or error in full. */
  public void copyProblem() {
    clipboard.problem();
  }

  /** Saves the lines shown. */
  @FXML
  public void save() {
    saver.save(false, this::askForFile);
  }

  @FXML
  private void saveAll() {
    saver.save(true, this::askForFile);
  }

  private Optional<Path> askForFile() {
    return saver.ask(list.getScene().getWindow());
  }

  /** Closes or empties the field that has the keyboard; tells whether there was something. */
  public boolean clearSearch() {
    return find.closeIfFocused() || filter.clearFocused();
  }
}
