package dev.signalbox.ui;

import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.settings.SettingsController;
import dev.signalbox.ui.settings.SettingsSurroundings;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;

/** The configuration as it lies over the window, and what comes of it here. FX thread. */
final class ConfigurationPlace {
  private final WindowEngine engine;
  private final ConsoleModel model;
  private final SettingsController settings;

  /** A connection that is to be shown as soon as it is there. */
  private Optional<String> expected = Optional.empty();

  /**
   * Not loaded yet.
   *
   * @param saved called when a connection has been saved
   */
  ConfigurationPlace(
      WindowEngine engine, ConsoleModel model, Operator operator, Runnable saved, Texts texts) {
    this.engine = engine;
    this.model = model;
    this.settings =
        new SettingsController(
            new SettingsSurroundings(
                engine.console().configuring(),
                operator::ask,
                model.programModel().nowProperty(),
                model.programModel().snapshotProperty().map(this::isLocked),
                name -> {
                  expected = Optional.of(name);
                  saved.run();
                }),
            texts);
  }

  private boolean isLocked(ProgramSnapshot program) {
    return engine.console().identity().armingNeeded() && program.armedUntil().isEmpty();
  }

  SettingsController controller() {
    return settings;
  }

  /** The connection that was saved last, once it is there; no more than once. */
  Optional<ConnectionModel> takeArrived() {
    Optional<ConnectionModel> arrived =
        expected.flatMap(
            name ->
                model.connectionModels().stream()
                    .filter(connection -> connection.endpoint().name().equals(name))
                    .findFirst());
    if (arrived.isPresent()) {
      expected = Optional.empty();
    }
    return arrived;
  }
}
