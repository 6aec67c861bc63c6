package dev.signalbox.ui.log;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line of the log. Its nodes are made once and filled again as the list scrolls. */
final class LogCell extends ListCell<LogEntry> {
  private final Texts texts;
  private final Tooltip kindAndName = new Tooltip();
  private final Label time = column("log-time");
  private final Label severity = column("log-severity");
  private final Label source = column("log-source");
  private final Label message = column("log-message");
  private final FontIcon more = new FontIcon("fth-more-horizontal");
  private final HBox row = new HBox(time, severity, source, message, more);

  LogCell(Texts texts) {
    this.texts = texts;
    source.setTooltip(kindAndName);
    getStyleClass().add("log-cell");
    row.getStyleClass().add("log-row");
    more.getStyleClass().add("log-more");
    HBox.setHgrow(message, Priority.ALWAYS);
    message.setMaxWidth(Double.MAX_VALUE);
    // As wide as the list: a long message ends in dots, and is whole in the details.
    setPrefWidth(0);
  }

  private static Label column(String styleClass) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    return label;
  }

  @Override
  protected void updateItem(@Nullable LogEntry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (entry == null || empty) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    time.setText(TimeText.logTime(entry.at()));
    severity.setText(entry.severity().name());
    tone(entry.severity()).applyTo(severity);
    String speaker = kindAndName(entry.source());
    source.setText(entry.source().label());
    kindAndName.setText(speaker);
    message.setText(entry.message());
    more.setVisible(entry.details().isPresent());
    setAccessibleText(entry.severity() + ", " + speaker + ", " + entry.message());
    setGraphic(row);
  }

  private String kindAndName(Subject subject) {
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
