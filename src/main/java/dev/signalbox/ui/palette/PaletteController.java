package dev.signalbox.ui.palette;

import java.util.Comparator;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Where a name is typed and the action or object of that name is found. */
public final class PaletteController {
  private List<PaletteEntry> all = List.of();
  private Runnable closed = () -> {};

  @FXML private StackPane root;
  @FXML private TextField search;
  @FXML private ListView<PaletteEntry> entries;

  @FXML
  private void initialize() {
    entries.setCellFactory(_ -> new EntryCell(this::runSelected));
    search.textProperty().subscribe(this::show);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    root.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          if (root.equals(event.getTarget())) {
            close();
          }
        });
  }

  /**
   * Opens it over all of these.
   *
   * @param onClosed called before an entry's action runs, and when none is chosen
   */
  public void open(List<PaletteEntry> offered, Runnable onClosed) {
    all = List.copyOf(offered);
    closed = onClosed;
    root.setVisible(true);
    search.clear();
    show("");
    search.requestFocus();
  }

  public boolean isOpen() {
    return root.isVisible();
  }

  /** Closes it without doing anything. */
  public void close() {
    if (isOpen()) {
      root.setVisible(false);
      closed.run();
    }
  }

  private void show(String typed) {
    entries
        .getItems()
        .setAll(
            all.stream()
                .filter(entry -> entry.matches(typed))
                .sorted(Comparator.comparingInt(entry -> entry.distance(typed)))
                .toList());
    entries.getSelectionModel().selectFirst();
    entries.scrollTo(0);
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> close();
      case ENTER -> runSelected();
      case DOWN -> move(1);
      case UP -> move(-1);
      case TAB -> {}
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int step) {
    int count = entries.getItems().size();
    if (count > 0) {
      int next = Math.floorMod(entries.getSelectionModel().getSelectedIndex() + step, count);
      entries.getSelectionModel().select(next);
      entries.scrollTo(Math.max(0, next - 4));
    }
  }

  private void runSelected() {
    PaletteEntry entry = entries.getSelectionModel().getSelectedItem();
    if (entry != null) {
      close();
      entry.action().run();
    }
  }

  private static final class EntryCell extends ListCell<PaletteEntry> {
    private final Label name = new Label();
    private final Label hint = new Label();
    private final HBox line = new HBox(name, hint);

    /** A click on it runs it; one below all of them runs nothing. */
    EntryCell(Runnable run) {
      setOnMouseClicked(
          _ -> {
            if (!isEmpty()) {
              run.run();
            }
          });
      line.getStyleClass().add("palette-line");
      hint.getStyleClass().add("caption");
      name.setMaxWidth(Double.MAX_VALUE);
      name.setMinWidth(Label.USE_PREF_SIZE);
      HBox.setHgrow(name, Priority.ALWAYS);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      setGraphic(entry == null ? null : line);
      if (entry != null) {
        name.setText(entry.name());
        hint.setText(entry.hint());
        setAccessibleText(entry.name() + ", " + entry.hint());
      }
    }
  }
}
