package dev.signalbox.ui.plan;

import dev.signalbox.ui.plan.PlanPicture.Part;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A part of a track, to be walked to and opened. Its words take as many lines as they need. */
final class PartView extends VBox {
  /** Where a long name may go on in the next line: the toolkit breaks it anywhere otherwise. */
  private static final Pattern JOINT = Pattern.compile("[-_./]");

  private final FontIcon icon = new FontIcon("fth-circle");
  private final Label name = wrapped("name");
  private final Label word = wrapped("word");
  private final ReadOnlyStringWrapper place = new ReadOnlyStringWrapper("");
  private final Consumer<Part> open;
  private Part part;

  /**
   * Shows this part.
   *
   * @param open what pressing it does
   */
  PartView(Part part, Consumer<Part> open) {
    this.part = part;
    this.open = open;
    HBox head = new HBox(icon, name);
    head.getStyleClass().add("plan-head");
    HBox.setHgrow(name, Priority.ALWAYS);
    getStyleClass().add("plan-part");
    getChildren().addAll(head, word);
    setAccessibleRole(AccessibleRole.BUTTON);
    setMaxHeight(Double.MAX_VALUE);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(place);
    Tooltip.install(this, whole);
    addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> open());
    show(part);
  }

  private static Label wrapped(String style) {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  void show(Part next) {
    part = next;
    icon.setIconLiteral(next.icon());
    next.tone().applyTo(icon, word);
    name.setText(JOINT.matcher(next.name()).replaceAll("$0\u200b"));
    word.setText(next.word());
    place.set(next.place());
    int figures = getChildren().size() - 2;
    for (int i = figures; i < next.figures().size(); i++) {
      getChildren().add(wrapped("plan-figure"));
    }
    for (int i = 0; i < next.figures().size(); i++) {
      ((Label) getChildren().get(i + 2)).setText(next.figures().get(i));
    }
    setAccessibleText(next.spoken());
  }

  Part part() {
    return part;
  }

  /** Shows the page of what it stands for. */
  void open() {
    open.accept(part);
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    if (action == AccessibleAction.FIRE) {
      open();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }
}
