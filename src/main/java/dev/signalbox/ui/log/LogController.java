package dev.signalbox.ui.log;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The log: list, filters, and the line that is selected. */
public final class LogController {
  private static final Set<KeyCode> UPWARDS = Set.of(KeyCode.UP, KeyCode.PAGE_UP, KeyCode.HOME);

  private final LogModel model;
  private final Runnable toggleWhole;
  private final Texts texts;

  /** Whose lines alone are shown; the search names it until something else is typed. */
  private Optional<Subject> only = Optional.empty();

  @FXML private ToggleButton errors;
  @FXML private ToggleButton warnings;
  @FXML private ToggleButton infos;
  @FXML private ToggleButton debugs;
  @FXML private TextField search;
  @FXML private Button resume;
  @FXML private ToggleButton follow;
  @FXML private ListView<LogEntry> list;
  @FXML private Label nothing;
  @FXML private Button showAll;
  @FXML private ToggleButton whole;
  @FXML private FontIcon wholeIcon;
  @FXML private VBox detailPane;
  @FXML private Label detailTitle;
  @FXML private Label detailText;

  /**
   * Not loaded yet.
   *
   * @param toggleWhole makes the log the whole window, or one of three panes again
   */
  public LogController(LogModel model, Runnable toggleWhole, Texts texts) {
    this.model = model;
    this.toggleWhole = toggleWhole;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    list.setItems(model.lines());
    list.setCellFactory(_ -> new LogCell(texts));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<LogEntry>) _ -> showDetail());
    search.textProperty().addListener((_, _, _) -> showOnly(Optional.empty()));
    model.followingProperty().addListener((_, _, now) -> follow.setSelected(now));
    model.unseenProperty().addListener((_, _, count) -> showUnseen(count.longValue()));
    model
        .lines()
        .addListener(
            (ListChangeListener<LogEntry>)
                _ -> {
                  showEmptiness();
                  scrollToEnd();
                });
    list.heightProperty().subscribe(_ -> scrollToEnd());
    holdWhenReadingBack();
    showUnseen(0);
    showDetail();
  }

  /** Whoever scrolls up, selects or grips the bar wants to read: nothing may move then. */
  private void holdWhenReadingBack() {
    list.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.getDeltaY() > 0) {
            model.hold();
          }
        });
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onPress(MouseEvent event) {
    boolean onLine =
        event.getPickResult().getIntersectedNode() != null && !list.getItems().isEmpty();
    if (onLine || event.getTarget() instanceof ScrollBar) {
      model.hold();
    }
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.SPACE) {
      toggleFollow();
      event.consume();
    } else if (event.getCode() == KeyCode.END && !event.isShiftDown()) {
      model.follow();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !list.getSelectionModel().isEmpty()) {
      list.getSelectionModel().clearSelection();
      event.consume();
    } else if (UPWARDS.contains(event.getCode())) {
      model.hold();
    }
  }

  @FXML
  private void applyFilter() {
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
    if (debugs.isSelected()) {
      severities.add(Severity.DEBUG);
      severities.add(Severity.TRACE);
    }
    model.setFilter(new LogFilter(severities, only.isPresent() ? "" : search.getText(), only));
  }

  @FXML
  private void clearFilter() {
    List.of(errors, warnings, infos, debugs).forEach(toggle -> toggle.setSelected(true));
    search.clear();
    showOnly(Optional.empty());
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

  @FXML
  private void clear() {
    list.getSelectionModel().clearSelection();
    model.clear();
  }

  @FXML
  private void copyAll() {
    copy(LogText.lines(List.copyOf(list.getItems())));
  }

  @FXML
  private void copyDetail() {
    copy(LogText.full(list.getSelectionModel().getSelectedItem()));
  }

  /** Copies the selected lines, or all that are shown if none is selected. */
  public void copyLines() {
    List<LogEntry> selected = List.copyOf(list.getSelectionModel().getSelectedItems());
    copy(LogText.lines(selected.isEmpty() ? List.copyOf(list.getItems()) : selected));
  }

  /** Shows the newest lines, and every one that comes. */
  @FXML
  public void follow() {
    model.follow();
  }

  public void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  /** Puts the keyboard on the lines. */
  public void focusLines() {
    list.requestFocus();
  }

  /** Shows only what this subject says, until something is typed into the search. */
  public void showOnly(Subject source) {
    search.setText(source.label());
    showOnly(Optional.of(source));
  }

  private void showOnly(Optional<Subject> source) {
    only = source;
    applyFilter();
  }

  /** Empties the search if it has the keyboard; tells whether it had. */
  public boolean clearSearch() {
    if (!search.isFocused() || search.getText().isEmpty()) {
      return false;
    }
    search.clear();
    return true;
  }

  private void showUnseen(long count) {
    ActionButton.setShown(resume, count > 0, list);
    resume.setText(texts.get("log.unseen", Texts.number(count)));
  }

  private void showEmptiness() {
    long hidden = model.hidden();
    nothing.setText(
        hidden == 0 ? texts.get("log.empty") : texts.get("log.noMatch", Texts.number(hidden)));
    ActionButton.setShown(showAll, hidden > 0, list);
  }

  /** Later, because the list itself hears of new lines only after this. */
  private void scrollToEnd() {
    Platform.runLater(
        () -> {
          if (model.followingProperty().get() && !model.lines().isEmpty() && isShowing()) {
            list.layout();
            list.scrollTo(model.lines().size() - 1);
          }
        });
  }

  /** Where there is no window any more there are no colours, and the toolkit complains of that. */
  private boolean isShowing() {
    return list.getScene() != null
        && list.getScene().getWindow() != null
        && list.getScene().getWindow().isShowing();
  }

  private void showDetail() {
    List<LogEntry> selected = list.getSelectionModel().getSelectedItems();
    boolean single = selected.size() == 1;
    detailPane.setVisible(single);
    detailPane.setManaged(single);
    if (single) {
      LogEntry entry = selected.getFirst();
      detailTitle.setText(
          texts.get(
              "log.detail.title",
              TimeText.logTime(entry.at()),
              entry.severity().name(),
              entry.source().label()));
      detailText.setText(
          entry
              .details()
              .map(more -> entry.message() + System.lineSeparator().repeat(2) + more)
              .orElse(entry.message()));
    }
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
