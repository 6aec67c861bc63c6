package dev.signalbox.ui.history;

import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.history.Picture.Line;
import dev.signalbox.ui.history.Picture.Named;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.past.Paints;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.toolkit.Sight;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The history of all objects, and what was measured of the chosen one. */
public final class HistoryController implements Pointing.Listener {
  /** What the history asks of the window. */
  public interface Surroundings {
    /** The objects there are, in the configuration's order. */
    List<ObjectModel> objects();

    void choose(Subject subject);

    /** Shows what the log says of this object at that moment. */
    void showInLog(Subject subject, Instant at);

    /** Shows what the log says of this object in that time, and nothing else. */
    void showInLog(Subject subject, Instant from, Instant to);
  }

  private static final double NAMES = 112;
  private static final double SCROLL_BAR = 18;

  private final HistoryModel model;
  private final PastModel past;
  private final Paints paints;
  private final Surroundings surroundings;
  private final Texts texts;
  private final RangeButtons ranges;
  private final Pointing pointing;
  private final ReadOnlyObjectWrapper<Optional<Segment>> marked =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final HistoryPlots plotViews;

  private Optional<Subject> chosen = Optional.empty();
  private Optional<Picture.Query> asked = Optional.empty();
  private boolean filling;
  private Optional<HistoryTable> rows = Optional.empty();
  private Optional<AxisMarks> marks = Optional.empty();

  @FXML private VBox root;
  @FXML private FlowPane rangeBar;
  @FXML private ToggleButton table;
  @FXML private StackPane area;
  @FXML private VBox pictures;
  @FXML private Canvas axis;
  @FXML private ListView<Line> strips;
  @FXML private VBox plots;
  @FXML private TableView<Segment> segments;
  @FXML private Pane overlay;
  @FXML private Label readout;

  /** Not loaded yet. */
  public HistoryController(
      Console console, PastModel past, Paints paints, Surroundings surroundings, Texts texts) {
    this.model = new HistoryModel(console, texts);
    this.past = past;
    this.paints = paints;
    this.surroundings = surroundings;
    this.texts = texts;
    this.plotViews = new HistoryPlots(paints, texts, NAMES);
    this.ranges = new RangeButtons(texts, this::onRange);
    this.pointing = new Pointing(() -> model.pictureProperty().get().axis(), NAMES, this);
  }

  @FXML
  private void initialize() {
    rangeBar.getChildren().addAll(0, ranges.buttons());
    strips.setFixedCellSize(StripCell.HEIGHT);
    strips.setCellFactory(_ -> new StripCell(NAMES, paints, marked));
    strips.getSelectionModel().selectedItemProperty().subscribe(this::onSelected);
    rows = Optional.of(new HistoryTable(segments, texts));
    marks = Optional.of(new AxisMarks(overlay, NAMES));
    table.selectedProperty().subscribe(this::showTable);
    model.pictureProperty().subscribe(this::show);
    past.pastProperty().subscribe(this::refresh);
    past.nowProperty().subscribe(this::refresh);
    past.viewedProperty().subscribe(this::mark);
    area.widthProperty().subscribe(this::refresh);
    area.heightProperty().subscribe(height -> plotViews.setRoom(height.doubleValue()));
    plots.getChildren().add(plotViews);
    paints.changesProperty().subscribe(() -> show(model.pictureProperty().get()));
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    pointing.install(area, () -> !table.isSelected());
    area.addEventFilter(MouseEvent.MOUSE_CLICKED, this::onClick);
    readOut();
  }

  public Node node() {
    return root;
  }

  /** It has come into sight, or an object was chosen elsewhere. */
  public void choose(Optional<Subject> subject) {
    if (!subject.equals(chosen)) {
      chosen = subject;
      pointing.forget();
      mark();
      refresh();
    }
  }

  private void onRange() {
    pointing.forget();
    refresh();
  }

  /** Asks for another picture if one would look different. */
  public void refresh() {
    int width = (int) (area.getWidth() - NAMES - SCROLL_BAR);
    if (width < 1 || !Sight.isInSight(root)) {
      return;
    }
    Instant now = past.nowProperty().get();
    Picture.Query query =
        new Picture.Query(
            ranges.chosen(),
            width,
            surroundings.objects().stream()
                .map(object -> new Named(object.subject(), object.name()))
                .toList(),
            chosen,
            past.pastProperty().get(),
            now);
    if (asked.filter(query::looksLike).isEmpty()) {
      asked = Optional.of(query);
      model.ask(query);
    }
  }

  private void show(Picture picture) {
    filling = true;
    strips.getItems().setAll(picture.lines());
    chosen
        .flatMap(picture::line)
        .ifPresentOrElse(
            line -> strips.getSelectionModel().select(line),
            strips.getSelectionModel()::clearSelection);
    filling = false;
    AxisPainter.draw(axis, NAMES, picture.axis(), paints);
    plotViews.show(picture);
    mark();
    rows.ifPresent(
        shown -> shown.show(chosenLine().map(line -> line.strip().segments()).orElse(List.of())));
  }

  private void onSelected(Line line) {
    if (!filling && line != null) {
      surroundings.choose(line.subject());
    }
  }

  private Optional<Line> chosenLine() {
    return chosen.flatMap(model.pictureProperty().get()::line);
  }

  private void showTable(boolean shown) {
    segments.setVisible(shown);
    pictures.setVisible(!shown);
    overlay.setVisible(!shown);
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean known = true;
    switch (event.getCode()) {
      case DIGIT1, DIGIT2, DIGIT3, DIGIT4, DIGIT5, DIGIT6 ->
          ranges.choose(Integer.parseInt(event.getCode().getChar()));
      case T -> table.setSelected(!table.isSelected());
      case LEFT -> step(-1);
      case RIGHT -> step(1);
      case ENTER -> jump();
      case L -> showTimeInLog();
      default -> known = false;
    }
    if (known) {
      event.consume();
    }
  }

  /** Goes to when the state before began, or the one after; behind the last one is the present. */
  private void step(int by) {
    chosenLine()
        .ifPresent(
            line -> {
              List<Segment> all = line.strip().segments();
              int present =
                  past.viewedProperty().get().map(line.strip()::indexAt).orElse(all.size());
              int next = Math.max(present + by, 0);
              pointing.forget();
              if (next < all.size()) {
                past.view(all.get(next).from());
              } else {
                past.viewPresent();
              }
            });
  }

  @Override
  public void pointed() {
    mark();
  }

  @Override
  public void drawnOver(Instant from, Instant to) {
    showInLog(from, to);
  }

  /** The log of all of the state that is read, or of the row of the table. */
  private void showTimeInLog() {
    tableRow().or(marked::get).ifPresent(segment -> showInLog(segment.from(), segment.to()));
  }

  private void showInLog(Instant from, Instant to) {
    chosen
        .filter(_ -> from.isBefore(to))
        .ifPresent(subject -> surroundings.showInLog(subject, from, to));
  }

  private Optional<Segment> tableRow() {
    return table.isSelected()
        ? Optional.ofNullable(segments.getSelectionModel().getSelectedItem())
        : Optional.empty();
  }

  private void onClick(MouseEvent event) {
    if (!event.isStillSincePress()) {
      return;
    }
    if (event.getClickCount() == 2) {
      jump();
    } else if (!table.isSelected()) {
      // Choosing another strip has forgotten where the mouse is.
      pointing.point(event.getX());
      pointing.at().ifPresent(past::view);
    }
  }

  private void jump() {
    chosen.ifPresent(
        subject ->
            tableRow()
                .or(marked::get)
                .map(Segment::from)
                .or(pointing::at)
                .or(past.viewedProperty()::get)
                .ifPresent(at -> surroundings.showInLog(subject, at)));
  }

  private void mark() {
    Optional<Instant> viewed = past.viewedProperty().get();
    Optional<Instant> read = pointing.at().or(() -> viewed);
    marked.set(
        read.flatMap(
            at -> chosenLine().map(line -> line.strip().segments().get(line.strip().indexAt(at)))));
    TimeAxis shared = model.pictureProperty().get().axis();
    marks.ifPresent(
        drawn -> {
          drawn.showCursor(pointing.at(), shared);
          drawn.showMoment(viewed, shared);
          drawn.showBand(pointing.begun(), pointing.at(), shared);
        });
    plotViews.read(read.map(shared::x));
    readOut();
  }

  private void readOut() {
    readout.setText(
        marked
            .get()
            .map(segment -> HistoryTable.line(segment, texts))
            .orElseGet(() -> texts.get("history.hint")));
  }

  /** Gives the keyboard to the strips. */
  public void focus() {
    (table.isSelected() ? segments : strips).requestFocus();
  }
}
