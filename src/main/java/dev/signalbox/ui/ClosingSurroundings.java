package dev.signalbox.ui;

import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.shutdown.ShutdownOverlayController;
import java.util.List;

/** What the overlay shown at the end needs to know of the rest. */
record ClosingSurroundings(WindowEngine engine, ConsoleModel model, Operator operator)
    implements ShutdownOverlayController.Surroundings {
  @Override
  public boolean isAnythingAlive() {
    return model.isAnythingAlive();
  }

  @Override
  public List<String> stoppingRelays() {
    return model.relayModels().stream()
        .flatMap(relay -> relay.stopping().map(how -> relay.name() + ": " + how).stream())
        .toList();
  }

  @Override
  public void forceQuit() {
    operator.follow(engine.life().forceQuit());
  }
}
