package dev.signalbox.ui.plan;

import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.plan.PlanPicture.Part;
import dev.signalbox.ui.plan.PlanPicture.Role;
import dev.signalbox.ui.plan.PlanPicture.Track;
import dev.signalbox.ui.toolkit.Reveal;
import dev.signalbox.ui.toolkit.Sight;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/**
 * The plan, to be looked at and walked through. Nothing is done for it while it is out of sight.
 */
public final class PlanController {
  /** What the plan asks of the window. */
  public interface Surroundings {
    /** What it is drawn from, as it is now. */
    PlanBasis basis();

    /** Shows the page of this object. */
    void open(Subject subject);
  }

  private final Surroundings surroundings;
  private final Texts texts;
  private final PlanPresenter presenter;
  private final Counting counting;
  private final List<TrackView> tracks = new ArrayList<>();
  private final List<PartView> unused = new ArrayList<>();
  private PlanPicture picture = PlanPicture.NONE;
  private Optional<PartView> current = Optional.empty();
  private Instant shownAt = Instant.MIN;

  @FXML private VBox root;
  @FXML private Label summary;
  @FXML private Pane titlesPlace;
  @FXML private GridPane titles;
  @FXML private ScrollPane scroll;
  @FXML private VBox lines;
  @FXML private VBox apart;
  @FXML private FlowPane others;

  /** Not loaded yet. */
  public PlanController(Console console, Surroundings surroundings, Texts texts) {
    this.surroundings = surroundings;
    this.texts = texts;
    this.presenter = new PlanPresenter(texts);
    this.counting = new Counting(console, this::refresh);
  }

  @FXML
  private void initialize() {
    titles.getColumnConstraints().setAll(TrackView.columns());
    for (Role role : Role.values()) {
      Label title = new Label(texts.get(role.textKey()));
      title.getStyleClass().add("column-title");
      titles.add(title, 2 * titles.getChildren().size(), 0);
    }
    Rectangle sight = new Rectangle();
    sight.widthProperty().bind(titlesPlace.widthProperty());
    sight.heightProperty().bind(titlesPlace.heightProperty());
    titlesPlace.setClip(sight);
    scroll.viewportBoundsProperty().subscribe(_ -> placeTitles());
    scroll.hvalueProperty().subscribe(_ -> placeTitles());
    ((Region) scroll.getContent()).widthProperty().subscribe(_ -> placeTitles());
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /** The titles are over what they are of, wherever that is scrolled to. */
  private void placeTitles() {
    double view = scroll.getViewportBounds().getWidth();
    double whole = Math.max(view, scroll.getContent().getLayoutBounds().getWidth());
    titles.setPrefWidth(whole);
    titles.setTranslateX(-scroll.getHvalue() * (whole - view));
  }

  public Node node() {
    return root;
  }

  /** Time has passed: its words tell seconds, so it is looked at once in each. */
  public void tick(Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    if (!second.equals(shownAt)) {
      shownAt = second;
      refresh();
    }
  }

  /** Shows how it is now, and has counted what it is time to count; while it is looked at. */
  public void refresh() {
    if (Sight.isInSight(root)) {
      PlanBasis basis = surroundings.basis();
      counting.tick(basis.countable(), basis.now());
      show(basis);
    }
  }

  private void show(PlanBasis basis) {
    PlanPicture next = presenter.picture(basis.with(counting.known()));
    if (!next.equals(picture)) {
      show(next);
    }
  }

  private void show(PlanPicture next) {
    boolean same = shape(next).equals(shape(picture));
    picture = next;
    summary.setText(next.summary().words());
    next.summary().tone().applyTo(summary);
    if (same) {
      for (int i = 0; i < tracks.size(); i++) {
        tracks.get(i).show(next.tracks().get(i));
      }
      for (int i = 0; i < unused.size(); i++) {
        unused.get(i).show(next.unused().get(i));
      }
    } else {
      build(next);
    }
  }

  /** What of a picture decides which nodes there are. */
  private static List<List<Subject>> shape(PlanPicture picture) {
    List<List<Subject>> shape = new ArrayList<>();
    picture
        .tracks()
        .forEach(track -> shape.add(track.parts().stream().map(Part::subject).toList()));
    shape.add(picture.unused().stream().map(Part::subject).toList());
    return shape;
  }

  private void build(PlanPicture next) {
    boolean focused = root.isFocusWithin();
    Optional<Subject> before = current.map(part -> part.part().subject());
    tracks.clear();
    unused.clear();
    for (Track track : next.tracks()) {
      tracks.add(new TrackView(track, this::open));
    }
    for (Part part : next.unused()) {
      unused.add(new PartView(part, this::open));
    }
    lines.getChildren().setAll(tracks);
    others.getChildren().setAll(unused);
    apart.setVisible(!unused.isEmpty());
    apart.setManaged(!unused.isEmpty());
    List<PartView> all = rows().stream().flatMap(List::stream).toList();
    current =
        all.stream()
            .filter(part -> before.filter(part.part().subject()::equals).isPresent())
            .findFirst()
            .or(() -> all.stream().findFirst());
    current.ifPresent(part -> part.setFocusTraversable(true));
    if (focused) {
      focus();
    }
  }

  private void open(Part part) {
    surroundings.open(part.subject());
  }

  private List<List<PartView>> rows() {
    List<List<PartView>> rows = new ArrayList<>();
    tracks.forEach(track -> rows.add(track.parts()));
    if (!unused.isEmpty()) {
      rows.add(unused);
    }
    return rows;
  }

  private void onKey(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || current.isEmpty()) {
      return;
    }
    boolean known = true;
    switch (event.getCode()) {
      case LEFT -> walk(0, -1);
      case RIGHT -> walk(0, 1);
      case UP -> walk(-1, 0);
      case DOWN -> walk(1, 0);
      case ENTER, SPACE -> current.get().open();
      default -> known = false;
    }
    if (known) {
      event.consume();
    }
  }

  private void walk(int down, int right) {
    List<List<PartView>> rows = rows();
    for (int row = 0; row < rows.size(); row++) {
      int column = current.map(rows.get(row)::indexOf).orElse(-1);
      if (column >= 0) {
        List<PartView> next = rows.get(Math.clamp(row + down, 0, rows.size() - 1));
        moveTo(next.get(Math.clamp(column + right, 0, next.size() - 1)));
        return;
      }
    }
  }

  private void moveTo(PartView next) {
    current.ifPresent(part -> part.setFocusTraversable(false));
    next.setFocusTraversable(true);
    current = Optional.of(next);
    focus();
    Reveal.of(next);
  }

  /** Gives the keyboard to the part that it was at last. */
  public void focus() {
    // What a scroll pane holds is in the window only once that has been styled.
    root.applyCss();
    current.<Node>map(part -> part).orElse(root).requestFocus();
  }
}
