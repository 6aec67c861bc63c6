package dev.signalbox.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The words that are shown and cannot be read to their end: drawn with dots, or beyond the window's
 * edge. A label may be cut where a tooltip tells all of it, or a row of a list whose text as a
 * whole is spoken; a button may not. FX thread.
 */
public final class CutTexts {
  private static final String INSTALLED = "javafx.scene.control.Tooltip";

  private final List<String> cut = new ArrayList<>();
  private final Bounds window;
  private int looked;

  private CutTexts(Bounds window) {
    this.window = window;
  }

  /** Looks at all that is shown below this node, which fills the window. */
  public static CutTexts below(Parent root) {
    CutTexts found = new CutTexts(root.localToScene(root.getLayoutBounds()));
    found.look(root);
    return found;
  }

  public List<String> cut() {
    return cut;
  }

  /** How many there were to be read. */
  public int looked() {
    return looked;
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Labeled labeled && labeled.getText() != null) {
      drawn(labeled).ifPresent(text -> judge(labeled, text));
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }

  /** What its skin has drawn of the text; empty where another node does that. */
  private static Optional<Text> drawn(Labeled labeled) {
    return labeled.getChildrenUnmodifiable().stream()
        .filter(child -> child instanceof Text && !(child instanceof FontIcon))
        .map(Text.class::cast)
        .findFirst();
  }

  private void judge(Labeled labeled, Text drawn) {
    String text = labeled.getText();
    if (text.isBlank() || isIconWithTooltip(labeled)) {
      return;
    }
    looked++;
    Bounds place = labeled.localToScene(labeled.getLayoutBounds());
    boolean outside =
        place.getMinX() < window.getMinX() - 1 || place.getMaxX() > window.getMaxX() + 1;
    if (!drawn.getText().equals(text) && !isToldElsewhere(labeled, text)) {
      cut.add("“%s” as “%s”".formatted(text, drawn.getText()));
    } else if (outside && !isScrolled(labeled)) {
      cut.add(
          "“%s” beyond the edge, at %.0f to %.0f"
              .formatted(text, place.getMinX(), place.getMaxX()));
    }
  }

  private static boolean isIconWithTooltip(Labeled labeled) {
    return labeled.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY
        && labeled.getText().equals(tooltip(labeled));
  }

  private static boolean isScrolled(@Nullable Node node) {
    return node != null
        && (node instanceof TableView
            || node.getStyleClass().contains("plan-titles")
            || (node instanceof ScrollPane pane && isWider(pane))
            || isScrolled(node.getParent()));
  }

  private static boolean isWider(ScrollPane pane) {
    return pane.getContent().getLayoutBounds().getWidth() > pane.getViewportBounds().getWidth() + 1;
  }

  private static boolean isToldElsewhere(Labeled labeled, String text) {
    if (labeled instanceof ButtonBase) {
      return false;
    }
    for (Node node = labeled; node != null; node = node.getParent()) {
      String spoken = node instanceof ListCell<?> cell ? cell.getAccessibleText() : null;
      if (Stream.of(tooltip(node), spoken).anyMatch(all -> all != null && all.contains(text))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String tooltip(Node node) {
    Tooltip tooltip =
        node instanceof Control control && control.getTooltip() != null
            ? control.getTooltip()
            : (Tooltip) node.getProperties().get(INSTALLED);
    return tooltip == null ? null : tooltip.getText();
  }
}
