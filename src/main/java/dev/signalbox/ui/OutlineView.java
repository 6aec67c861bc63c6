package dev.signalbox.ui;

import dev.signalbox.ui.objects.NameLabel;
import dev.signalbox.ui.objects.ObjectsController;
import dev.signalbox.ui.start.Outline;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.ZoomPane;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The first that is to be seen of a console: which environment it is, and the names of what it has,
 * each where it stays. It is drawn within a fraction of the time that all of it takes, so it has
 * hardly a control, and takes its measures from the same styles. FX thread.
 */
final class OutlineView {
  private static final PseudoClass LOCKABLE = PseudoClass.getPseudoClass("lockable");

  /** More than fit on any screen are drawn by nobody. */
  private static final int MOST_ROWS = 60;

  private final Outline outline;
  private final Workspace workspace;
  private final Texts texts;

  private OutlineView(Outline outline, Workspace workspace, Texts texts) {
    this.outline = outline;
    this.workspace = workspace;
    this.texts = texts;
  }

  /** What it looks like in a window that was arranged so. */
  static Parent of(Outline outline, Workspace workspace, Texts texts) {
    Parent window = new OutlineView(outline, workspace, texts).window();
    ZoomPane zoom = new ZoomPane(window);
    zoom.setZoom(workspace.zoom());
    zoom.followNarrowness(window);
    return zoom;
  }

  private Parent window() {
    SplitPane outer = panes(workspace.logDivider(), upper(), box("card"));
    outer.setOrientation(Orientation.VERTICAL);
    outer.getStyleClass().add("page-panes");
    VBox.setVgrow(outer, Priority.ALWAYS);
    return styled(
        new StackPane(new VBox(environment(), outer, box("hint-bar"), box("status-bar"))),
        "window");
  }

  private Node upper() {
    VBox middle = new VBox();
    middle.setMinWidth(300);
    SplitPane upper = panes(workspace.objectsDivider(), objects(), middle);
    upper.setMinHeight(200);
    return upper;
  }

  private static SplitPane panes(double divider, Node... items) {
    SplitPane panes = new SplitPane(items);
    panes.getStyleClass().add("panes");
    panes.setDividerPositions(divider);
    panes.setFocusTraversable(false);
    return panes;
  }

  private Node environment() {
    Image image =
        new Image(
            Objects.requireNonNull(OutlineView.class.getResource("/icons/signalbox-64.png"))
                .toExternalForm());
    ImageView icon = new ImageView(image);
    icon.setFitWidth(20);
    icon.setFitHeight(20);
    icon.setSmooth(true);
    HBox content = styled(new HBox(icon), "bar-content");
    if (outline.armingNeeded()) {
      content.getChildren().add(styled(new FontIcon("fth-lock"), "lock"));
    }
    Label environment = label(outline.environmentWord(), "environment");
    environment.setId("environment");
    environment.setMinWidth(Region.USE_PREF_SIZE);
    content.getChildren().add(environment);
    HBox bar = styled(new HBox(box("stripes"), content), "environment-bar");
    HBox.setHgrow(content, Priority.ALWAYS);
    bar.pseudoClassStateChanged(LOCKABLE, outline.armingNeeded());
    return bar;
  }

  private Node objects() {
    VBox list = styled(new VBox(), "object-list");
    // Relays first, as in the list while nothing has gone wrong.
    outline.relays().stream()
        .limit(MOST_ROWS)
        .map(name -> row(name, "fth-stop-circle", texts.get("relay.state.stopped")))
        .forEach(list.getChildren()::add);
    outline.connections().stream()
        .limit(MOST_ROWS)
        .map(name -> row(name, "fth-circle", texts.get("connection.state.off")))
        .forEach(list.getChildren()::add);
    VBox card = styled(new VBox(bar(), bar("bulk-bar"), list), "card", "objects");
    card.setMinWidth(400);
    VBox.setVgrow(card, Priority.ALWAYS);
    return styled(new VBox(card), "objects-pane");
  }

  /** As high as one with buttons. */
  private static Node bar(String... more) {
    HBox bar = styled(new HBox(styled(new Label(" "), "button")), "objects-bar");
    bar.getStyleClass().addAll(more);
    bar.getChildren().forEach(button -> button.setVisible(false));
    return bar;
  }

  private Node row(String name, String literal, String state) {
    FontIcon icon = styled(new FontIcon(literal), "state-icon");
    Label word = label(state, "word");
    Tone.MUTED.applyTo(icon, word);
    NameLabel title = new NameLabel();
    title.setText(name);
    title.setDense(workspace.dense());
    HBox line = styled(new HBox(icon), "object-line");
    if (workspace.dense()) {
      line.getChildren().addAll(title, styled(state(word), "dense-state"));
    } else {
      VBox text = styled(new VBox(state(title), state(word)), "object-text");
      line.getChildren().add(text);
    }
    StackPane cell = styled(new StackPane(line), "list-cell");
    double height = ObjectsController.rowHeight(workspace.dense());
    cell.setMinHeight(height);
    cell.setMaxHeight(height);
    cell.setAccessibleText(name + ", " + state);
    return cell;
  }

  private static HBox state(Label label) {
    return styled(new HBox(label), "state-text");
  }

  private static Label label(String text, String style) {
    Label label = styled(new Label(text), style);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Region box(String style) {
    return styled(new Region(), style);
  }

  private static <N extends Node> N styled(N node, String... styles) {
    node.getStyleClass().addAll(List.of(styles));
    return node;
  }
}
