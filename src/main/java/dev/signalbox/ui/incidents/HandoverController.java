package dev.signalbox.ui.incidents;

import dev.signalbox.base.PrivateFile;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.toolkit.FileSaver;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;

/** What happened while the operator was away, over the window: to read, copy and save. */
public final class HandoverController {
  private static final List<Integer> HOURS = List.of(8, 12, 24, 72);

  private final PastModel past;
  private final Supplier<Plant> plant;
  private final Supplier<Map<Subject, String>> positions;
  private final String engine;
  private final Texts texts;
  private final FileSaver saver;
  private final ToggleGroup hours = new ToggleGroup();
  private Runnable whenClosed = () -> {};
  private long asked;

  @FXML private StackPane handover;
  @FXML private FlowPane hourBar;
  @FXML private TextArea handoverText;
  @FXML private Label saved;

  /**
   * Not loaded yet.
   *
   * @param engine which engine it is of, in words
   */
  public HandoverController(
      PastModel past,
      Supplier<Plant> plant,
      Supplier<Map<Subject, String>> positions,
      String engine,
      Texts texts) {
    this.past = past;
    this.plant = plant;
    this.positions = positions;
    this.engine = engine;
    this.texts = texts;
    this.saver = new FileSaver("handover.notSaved", said -> saved.setText(said), texts);
  }

  @FXML
  private void initialize() {
    for (int count : HOURS) {
      ToggleButton button = new ToggleButton(texts.get("handover.hours", count));
      button.setUserData(count);
      button.setToggleGroup(hours);
      button.setOnAction(_ -> choose(button));
      hourBar.getChildren().add(button);
    }
    hours.selectToggle(hours.getToggles().getFirst());
  }

  private void choose(ToggleButton button) {
    hours.selectToggle(button);
    write();
  }

  public boolean isOpen() {
    return handover.isVisible();
  }

  /** Shows it as of now. */
  public void open(Runnable closed) {
    whenClosed = closed;
    handover.setVisible(true);
    write();
    handoverText.requestFocus();
  }

  @FXML
  public void close() {
    if (isOpen()) {
      handover.setVisible(false);
      whenClosed.run();
    }
  }

  private void write() {
    Instant now = past.nowProperty().get();
    int count = (Integer) hours.getSelectedToggle().getUserData();
    Handover told =
        new Handover(
            engine,
            plant.get(),
            past.pastProperty().get(),
            positions.get(),
            now.minus(Duration.ofHours(count)),
            now);
    saved.setText("");
    long number = ++asked;
    var _ =
        Thread.ofVirtual()
            .name("handover")
            .start(
                () -> {
                  String text = told.markdown(texts);
                  FxThread.run(() -> show(number, text));
                });
  }

  private void show(long number, String text) {
    if (number == asked) {
      handoverText.setText(text);
    }
  }

  @FXML
  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(handoverText.getText());
    Clipboard.getSystemClipboard().setContent(content);
    saved.setText(texts.get("handover.copied"));
  }

  @FXML
  private void save() {
    FileSaver.ask(
            handover.getScene().getWindow(),
            texts.get("handover.save"),
            texts.get("handover.fileName", FileSaver.stamp(past.nowProperty().get())))
        .ifPresent(this::save);
  }

  private void save(Path chosen) {
    byte[] text = handoverText.getText().getBytes(StandardCharsets.UTF_8);
    saver.save(
        chosen,
        file -> {
          PrivateFile.replace(file, out -> out.write(text));
          return texts.get("handover.saved", file);
        });
  }
}
