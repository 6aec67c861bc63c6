package dev.signalbox.ui.fleet;

import dev.signalbox.console.fleet.EngineFacts;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.model.PresenceLooks;
import dev.signalbox.ui.toolkit.Enclosure;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Instant;
import javafx.css.PseudoClass;
import javafx.scene.Node;
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

/** One line of the list; what has not changed in it is not touched. FX thread. */
final class EngineCell extends ListCell<FleetLine> {
  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
  private static final PseudoClass UNHEARD = PseudoClass.getPseudoClass("unheard");

  private final Texts texts;
  private final HBox line = new HBox();

  /** Another age in the line is no reason to lay out the cell and all around it. */
  private final Enclosure whole = new Enclosure(line);

  private final FontIcon icon = new FontIcon("fth-circle");
  private final Label name = label("name", "name");
  private final Label version = label("version", "fleet-version");
  private final Label host = label("host", "address");
  private final Label word = label("word", "word");
  private final Label detail = label("detail", "detail");
  private final Label relays = label("relays", "fleet-figure");
  private final Label pace = label("pace", "numeric", "fleet-figure");
  private final FontIcon presenceIcon = new FontIcon("fth-circle");
  private final Label presence = label("presence", "note");
  private final Tooltip allWords = new Tooltip();
  private Subscription showing = Subscription.EMPTY;
  private Instant now;

  /** Empty, at this moment. */
  EngineCell(Texts texts, Instant now) {
    this.texts = texts;
    this.now = now;
    getStyleClass().add("engine-cell");
    icon.getStyleClass().add("state-icon");
    line.getStyleClass().add("fleet-line");
    VBox which = column("fleet-name", row(name, version), host);
    VBox state = column("fleet-state", word, detail);
    HBox.setHgrow(state, Priority.ALWAYS);
    HBox heard = row(presenceIcon, presence);
    heard.getStyleClass().add("fleet-presence");
    line.getChildren().setAll(icon, which, state, column("fleet-relays", relays, pace), heard);
    // A line has room for two rows of them.
    presence.setWrapText(true);
    version.setMinWidth(Region.USE_PREF_SIZE);
    word.setMinWidth(Region.USE_PREF_SIZE);
    relays.setMinWidth(Region.USE_PREF_SIZE);
    allWords.setWrapText(true);
    allWords.setMaxWidth(800);
    // A line never asks for more than the list is wide: what is too long ends in dots.
    setPrefWidth(0);
  }

  private static Label label(String id, String... styles) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private static VBox column(String style, Node... nodes) {
    VBox column = new VBox(nodes);
    column.getStyleClass().addAll("object-text", style);
    column.setMinWidth(0);
    return column;
  }

  private static HBox row(Node... nodes) {
    HBox row = new HBox(nodes);
    row.getStyleClass().add("state-text");
    row.setMinWidth(0);
    return row;
  }

  @Override
  protected void updateItem(@Nullable FleetLine item, boolean empty) {
    FleetLine before = isEmpty() ? null : getItem();
    super.updateItem(item, empty);
    if (item != null && item.equals(before)) {
      // The list has been touched elsewhere.
      return;
    }
    showing.unsubscribe();
    showing = Subscription.EMPTY;
    pseudoClassStateChanged(GROUP, item instanceof FleetLine.Title);
    setTooltip(null);
    setText(null);
    switch (item) {
      case null -> {
        setGraphic(null);
        setAccessibleText(null);
      }
      case FleetLine.Title title -> {
        setGraphic(null);
        showing = title.words().subscribe(this::showTitle);
      }
      case FleetLine.Engine engine -> {
        showing = engine.looks().subscribe(this::show);
        setTooltip(allWords);
        setGraphic(whole);
      }
    }
  }

  private void showTitle(String words) {
    setText(words);
    setAccessibleText(words);
  }

  private void show(EngineLooks looks) {
    EngineFacts facts = looks.row().facts();
    name.setText(looks.name());
    host.setText(facts.host());
    version.setText(
        looks.otherVersion().map(other -> texts.get("fleet.version", other)).orElse(""));
    setIcon(icon, looks.rank().icon());
    looks.rank().tone().applyTo(icon, word);
    word.setText(looks.word());
    detail.setText(looks.detail());
    relays.setText(looks.relays());
    pace.setText(looks.pace());
    line.pseudoClassStateChanged(UNHEARD, !looks.isCertain());
    showPresence(looks);
    allWords.setText(
        texts.get(
                "fleet.tooltip",
                facts.name(),
                facts.host(),
                facts.version(),
                Long.toString(facts.pid()),
                TimeText.moment(facts.started(), now))
            + "\n"
            + looks.word()
            + "\n"
            + looks.detail()
            + "\n"
            + looks.relays()
            + "\n"
            + looks.pace()
            + (looks.pace().isEmpty() ? "" : "\n")
            + presence.getText());
    setAccessibleText(spoken(looks, facts));
  }

  private String spoken(EngineLooks looks, EngineFacts facts) {
    return texts.get(
        "fleet.spoken",
        facts.name(),
        facts.host(),
        facts.environment(),
        looks.word(),
        PresenceLooks.of(looks.presence(), now, texts).word(),
        looks.detail(),
        looks.relays());
  }

  private void showPresence(EngineLooks looks) {
    PresenceLooks heard = PresenceLooks.of(looks.presence(), now, texts);
    setIcon(presenceIcon, heard.icon());
    // Green is said once, by the state: that it is heard is how it should be.
    (looks.isCertain() ? Tone.MUTED : heard.tone()).applyTo(presenceIcon, presence);
    presence.setText(heard.words());
  }

  private static void setIcon(FontIcon icon, String literal) {
    if (!literal.equals(icon.getIconLiteral())) {
      icon.setIconLiteral(literal);
    }
  }

  /** Moves the age on. */
  void tick(Instant time) {
    now = time;
    if (!isEmpty() && getItem() instanceof FleetLine.Engine engine) {
      showPresence(engine.looks().get());
    }
  }
}
