package dev.signalbox.ui.plan;

import dev.signalbox.ui.plan.PlanPicture.Flow;
import dev.signalbox.ui.plan.PlanPicture.Part;
import dev.signalbox.ui.plan.PlanPicture.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One relay: its parts, the rails between them, and under them how it stands. */
final class TrackView extends VBox {
  private static final double PART = 20.5;
  private static final double RAIL = 6;
  private static final PseudoClass BROKEN = PseudoClass.getPseudoClass("broken");
  private static final PseudoClass MOVING = PseudoClass.getPseudoClass("moving");

  private final List<PartView> parts = new ArrayList<>();
  private final List<Rail> rails = new ArrayList<>();
  private final FontIcon icon = new FontIcon("fth-circle");
  private final Label sentence = new Label();

  /** The line between two parts, with a sign in its middle. */
  private static final class Rail extends StackPane {
    private final Region line = new Region();
    private final FontIcon sign = new FontIcon("fth-minus");

    Rail() {
      getStyleClass().add("plan-rail");
      line.getStyleClass().add("plan-line");
      getChildren().addAll(line, sign);
    }

    void show(Flow flow) {
      sign.setIconLiteral(flow.icon());
      flow.tone().applyTo(sign);
      pseudoClassStateChanged(BROKEN, flow == Flow.BROKEN);
      pseudoClassStateChanged(MOVING, flow == Flow.MOVING);
    }
  }

  /** Shows this track; whoever presses a part of it opens that. */
  TrackView(Track track, Consumer<Part> open) {
    GridPane grid = new GridPane();
    grid.getColumnConstraints().setAll(columns());
    for (int i = 0; i < track.parts().size(); i++) {
      PartView part = new PartView(track.parts().get(i), open);
      parts.add(part);
      grid.add(part, 2 * i, 0);
      if (i > 0) {
        Rail rail = new Rail();
        rails.add(rail);
        grid.add(rail, 2 * i - 1, 0);
      }
    }
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    HBox foot = new HBox(icon, sentence);
    foot.getStyleClass().add("plan-sentence");
    getStyleClass().add("plan-track");
    setId("track-" + track.relay().name());
    getChildren().addAll(grid, foot);
    show(track);
  }

  /** The widths that all tracks and the titles over them have. */
  static List<ColumnConstraints> columns() {
    List<ColumnConstraints> columns = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(i % 2 == 0 ? PART : RAIL);
      column.setHgrow(Priority.ALWAYS);
      column.setHalignment(HPos.LEFT);
      columns.add(column);
    }
    return columns;
  }

  void show(Track track) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).show(track.parts().get(i));
    }
    for (int i = 0; i < rails.size(); i++) {
      rails.get(i).show(track.flows().get(i));
    }
    icon.setIconLiteral(track.icon());
    track.tone().applyTo(icon);
    sentence.setText(track.sentence());
  }

  List<PartView> parts() {
    return parts;
  }
}
