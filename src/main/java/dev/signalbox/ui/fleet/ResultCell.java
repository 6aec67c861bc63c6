package dev.signalbox.ui.fleet;

import dev.signalbox.ui.fleet.BulkPlan.Order;
import dev.signalbox.ui.toolkit.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What became of one command, in one line. FX thread. */
final class ResultCell extends ListCell<ResultCell.ResultLine> {
  static final double ROW = 26;

  /** One command and how far it has come. */
  record ResultLine(BulkAction action, Order order, BulkResult result) {

    String what(Texts texts) {
      return texts.get(action.orderKey(), order.part());
    }

    /** With tabs between, for a table. */
    String text(Texts texts) {
      return String.join("\t", order.name(), what(texts), result.words(texts));
    }
  }

  private final Texts texts;
  private final FontIcon icon = new FontIcon("fth-circle");
  private final Label name = label("fleet-result-name", "name");
  private final Label what = label("fleet-result-what");
  private final Label words = label();
  private final Tooltip whole = new Tooltip();
  private final HBox line = new HBox(icon, name, what, words);

  ResultCell(Texts texts) {
    this.texts = texts;
    line.getStyleClass().addAll("fleet-line", "fleet-result");
    whole.setWrapText(true);
    whole.setMaxWidth(800);
    setPrefWidth(0);
  }

  private static Label label(String... styles) {
    Label label = new Label();
    label.getStyleClass().addAll(styles);
    return label;
  }

  @Override
  protected void updateItem(@Nullable ResultLine item, boolean empty) {
    super.updateItem(item, empty);
    if (item == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    icon.setIconLiteral(item.result().kind().icon());
    item.result().kind().tone().applyTo(icon, words);
    name.setText(item.order().name());
    what.setText(item.what(texts));
    words.setText(item.result().words(texts));
    whole.setText(item.text(texts).replace('\t', '\n'));
    setTooltip(whole);
    setAccessibleText(item.text(texts).replace("\t", ", "));
    setGraphic(line);
  }
}
