package dev.signalbox.ui.objects;

import dev.signalbox.console.Command;
import dev.signalbox.ui.past.Heartbeat;
import dev.signalbox.ui.toolkit.Enclosure;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the list: in two rows, or in one where room is dear. */
final class ObjectCell extends ListCell<Line> {
  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

  /** A narrower line needs all of it for words. */
  private static final double ROOM_FOR_BEATS = 600;

  private static final double ROOM_FOR_BEATS_DENSE = 820;

  /** As wide as most are, so that they stand in a column; its word is never cut. */
  private static final class RowButton extends Button {
    private static final double USUAL = 112;

    @Override
    protected double computePrefWidth(double height) {
      return Math.max(USUAL, super.computePrefWidth(height));
    }
  }

  private final Texts texts;
  private final Heartbeat heartbeat;
  private final BiConsumer<ObjectModel, Command> press;
  private final HBox line = new HBox();

  /** Another age in the line is no reason to style and lay out the cell and all around it. */
  private final Enclosure whole = new Enclosure(line);

  private final FontIcon icon = new FontIcon("fth-circle");
  private final NameLabel name = new NameLabel();
  private final Label place = label("address", "address");
  private final Label word = label("word", "word");
  private final Label detail = label("detail", "detail");
  private final FontIcon badge = new FontIcon("fth-alert-circle");
  private final Label since = label("since", "numeric", "since-column");
  private final Label figure = label("figure", "numeric", "figure-column");
  private final Button main = new RowButton();
  private final Tooltip allWords = new Tooltip();
  private Subscription showing = Subscription.EMPTY;

  /**
   * Empty.
   *
   * @param dense whether it has one row instead of two
   * @param heartbeat shows what was, where the line is wide enough
   * @param press what pressing an object's button does
   */
  ObjectCell(
      Texts texts,
      ObservableValue<Boolean> dense,
      Heartbeat heartbeat,
      BiConsumer<ObjectModel, Command> press) {
    this.texts = texts;
    this.heartbeat = heartbeat;
    this.press = press;
    getStyleClass().add("object-cell");
    icon.getStyleClass().add("state-icon");
    line.getStyleClass().add("object-line");
    badge.setId("badge");
    badge.getStyleClass().add("badge");
    Tone.WARNING.applyTo(badge);
    badge.managedProperty().bind(badge.visibleProperty());
    main.setId("main");
    main.getStyleClass().addAll("main-button", "small");
    main.setFocusTraversable(false);
    main.setMinWidth(Region.USE_PREF_SIZE);
    name.setId("name");
    word.setMinWidth(Region.USE_PREF_SIZE);
    heartbeat.managedProperty().bind(heartbeat.visibleProperty());
    heartbeat
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> getWidth() > (dense.getValue() ? ROOM_FOR_BEATS_DENSE : ROOM_FOR_BEATS),
                widthProperty(),
                dense));
    dense.subscribe(this::arrange);
    // A line never asks for more than the list is wide: what is too long ends in dots. Nor does it
    // remember what it needed at least while it was wide enough for more.
    setPrefWidth(0);
    whole.setMinWidth(0);
  }

  /** Has it told what its button will do. */
  void hintAt(Hints hints) {
    hints.of(main, () -> shown().flatMap(this::effect));
  }

  private Optional<ObjectModel> shown() {
    return Optional.ofNullable(getItem()).flatMap(Line::shown);
  }

  private Optional<String> effect(ObjectModel object) {
    return object.effect(object.looks().get().main(), texts);
  }

  private static Label label(String id, String... styles) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private void arrange(boolean dense) {
    name.setDense(dense);
    HBox.setHgrow(detail, Priority.ALWAYS);
    detail.setMaxWidth(Double.MAX_VALUE);
    if (dense) {
      HBox state = row(word, detail);
      state.getStyleClass().add("dense-state");
      HBox.setHgrow(state, Priority.ALWAYS);
      line.getChildren().setAll(icon, name, state, badge, heartbeat, figure, since, main);
    } else {
      VBox text = new VBox(row(name, place), row(word, detail));
      text.getStyleClass().add("object-text");
      HBox.setHgrow(text, Priority.ALWAYS);
      VBox numbers = new VBox(since, figure);
      numbers.getStyleClass().add("object-numbers");
      line.getChildren().setAll(icon, text, badge, heartbeat, numbers, main);
    }
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("state-text");
    row.setMinWidth(0);
    return row;
  }

  @Override
  protected void updateItem(@Nullable Line item, boolean empty) {
    super.updateItem(item, empty);
    showing.unsubscribe();
    showing = Subscription.EMPTY;
    heartbeat.show(item == null ? Optional.empty() : item.shown().map(ObjectModel::subject));
    pseudoClassStateChanged(GROUP, item instanceof Line.Group);
    setText(null);
    setGraphic(null);
    setId(null);
    setTooltip(null);
    setAccessibleText(null);
    switch (item) {
      case null -> {}
      case Line.Group group ->
          setText(texts.get("objects.group", group.title(), Texts.number(group.count())));
      case Line.Row(ObjectModel object) -> show(object);
    }
  }

  private void show(ObjectModel object) {
    setId(object.nodeId());
    name.setText(object.name());
    place.setText(object.place());
    main.setOnAction(
        _ -> object.looks().get().main().command().ifPresent(c -> press.accept(object, c)));
    showing = object.looks().subscribe(looks -> show(object, looks));
    setTooltip(allWords);
    setGraphic(whole);
  }

  private void show(ObjectModel object, ObjectLooks looks) {
    icon.setIconLiteral(looks.icon());
    looks.tone().applyTo(icon, word);
    word.setText(looks.word());
    detail.setText(looks.detail());
    since.setText(looks.since());
    figure.setText(looks.figure());
    badge.setVisible(looks.note().isPresent());
    allWords.setText(
        looks.spoken()
            + "\n"
            + object.place()
            + "\n"
            + looks.since()
            + ", "
            + looks.figure()
            + looks.note().map(n -> "\n" + n).orElse("")
            + (heartbeat.isVisible() ? "\n" + texts.get("objects.heartbeat") : ""));
    main.setText(looks.main().label());
    main.setDisable(looks.main().command().isEmpty());
    main.setAccessibleText(texts.get("objects.spokenAction", looks.main().label(), object.name()));
    setAccessibleText(looks.spoken());
  }
}
