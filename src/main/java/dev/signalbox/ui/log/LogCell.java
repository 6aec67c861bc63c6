package dev.signalbox.ui.log;

import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.log.lines.Effort;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.toolkit.Enclosure;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One row of the log. Its nodes are made once and filled again as the list scrolls. */
final class LogCell extends ListCell<LogRow> {
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  /** What lights up a line must not hold up the window: about a fifth of a millisecond. */
  private static final int EFFORT = 20_000;

  /** Where there is less room, what is said comes before how long ago it was. */
  private static final double WIDE = 700;

  private final LogModel model;
  private final Texts texts;
  private final Tooltip kindAndName = new Tooltip();
  private final Label time = column("log-time");
  private final Label severity = column("log-severity");
  private final Label source = column("log-source");
  private final LogMessage message = new LogMessage();
  private final Label repeats = column("log-repeats");
  private final FontIcon more = new FontIcon("fth-more-horizontal");
  private final HBox row = new HBox(time, severity, source, message, repeats, more);

  /** Another line in the row is no reason to style and lay out the cell and all around it. */
  private final Enclosure whole = new Enclosure(row);

  /**
   * Empty.
   *
   * @param wrap whether long messages go on in the next line
   */
  LogCell(LogModel model, ObservableBooleanValue wrap, Texts texts) {
    this.model = model;
    this.texts = texts;
    source.setTooltip(kindAndName);
    getStyleClass().add("log-cell");
    row.getStyleClass().add("log-row");
    more.getStyleClass().add("log-more");
    HBox.setHgrow(message, Priority.ALWAYS);
    message.wrapTextProperty().bind(wrap);
    repeats.setMinWidth(USE_PREF_SIZE);
    repeats.addEventFilter(MouseEvent.MOUSE_CLICKED, _ -> toggleFold());
    // As wide as the list: a long message ends in dots, and is whole in the details.
    setPrefWidth(0);
  }

  private static Label column(String styleClass) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    return label;
  }

  private void toggleFold() {
    LogRow shown = getItem();
    if (shown != null) {
      model.toggleFold(shown.key());
    }
  }

  @Override
  protected void updateItem(@Nullable LogRow item, boolean empty) {
    super.updateItem(item, empty);
    if (item == null || empty) {
      setGraphic(null);
      setAccessibleText(null);
      pseudoClassStateChanged(MARKED, false);
      return;
    }
    show(item);
    if (getGraphic() == null) {
      setGraphic(whole);
    }
  }

  private void show(LogRow item) {
    var entry = item.entry();
    String speaker = speaker(texts, entry.source());
    boolean marked = model.markedProperty().get().contains(item.sequence());
    time.setText(TimeText.logTime(entry.at()));
    severity.setText(entry.severity().name());
    tone(entry.severity()).applyTo(severity);
    source.setText(entry.source().label());
    kindAndName.setText(speaker);
    message.show(
        entry.message(),
        model.soughtProperty().get().places(entry.message(), new Effort(EFFORT, EFFORT)));
    more.setVisible(entry.details().isPresent());
    pseudoClassStateChanged(MARKED, marked);
    String spoken = entry.severity() + ", " + speaker + ", " + entry.message();
    setAccessibleText(marked ? texts.get("log.spoken.marked", spoken) : spoken);
    showRepeats();
    if (message.isWrapText()) {
      whole.requestLayout();
    }
  }

  /** Shows the same row, in which something else is lit up or marked. */
  void showAgain() {
    LogRow shown = getItem();
    if (shown != null) {
      show(shown);
    }
  }

  /** How often it has come, and how long ago it did. */
  void showRepeats() {
    LogRow shown = getItem();
    if (shown == null) {
      return;
    }
    boolean telling = shown.isFolded() || shown.unfolded();
    repeats.setVisible(telling);
    repeats.setManaged(telling);
    if (shown.unfolded()) {
      repeats.setText(texts.get("log.repeats.fold"));
    } else if (shown.isFolded()) {
      String count = Texts.number(shown.count());
      Duration age = Duration.between(shown.entry().at(), model.nowProperty().get());
      repeats.setText(
          getWidth() < WIDE
              ? texts.get("log.repeats.short", count)
              : texts.get("log.repeats", count, TimeText.rough(age)));
    }
  }

  /** Its kind and name. */
  static String speaker(Texts texts, Subject subject) {
    return switch (subject.kind()) {
      case CONNECTION -> texts.get("log.source.connection", subject.name());
      case RELAY -> texts.get("log.source.relay", subject.name());
      case PROGRAM -> texts.get("log.source.program");
    };
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case ERROR -> Tone.DANGER;
      case WARN -> Tone.WARNING;
      case INFO, DEBUG, TRACE -> Tone.MUTED;
    };
  }
}
