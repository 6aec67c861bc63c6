package dev.signalbox.ui.settings;

import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import dev.signalbox.ui.toolkit.FxThread;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.layout.HBox;

/** Offers to reload the configuration while the file says something else than what is in use. */
public final class ReloadCardController {
  private final Optional<Configuring> desk;
  private final Consumer<Command> send;

  @FXML private HBox reloadCard;

  public ReloadCardController(Optional<Configuring> desk, Consumer<Command> send) {
    this.desk = desk;
    this.send = send;
  }

  @FXML
  private void initialize() {
    show(false);
    // For as long as the program: the source falls silent with it.
    desk.map(Configuring::changedOnDisk)
        .ifPresent(
            source -> {
              show(source.snapshot());
              var _ = source.listen(changed -> FxThread.run(() -> show(changed)));
            });
  }

  private void show(boolean changed) {
    reloadCard.setVisible(changed);
    reloadCard.setManaged(changed);
  }

  @FXML
  private void reload() {
    send.accept(new Command.ReloadConfiguration());
  }
}
