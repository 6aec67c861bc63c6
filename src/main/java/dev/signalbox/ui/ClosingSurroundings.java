package dev.signalbox.ui;

import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.shutdown.EndingObject;
import dev.signalbox.ui.shutdown.ShutdownOverlayController;
import java.util.List;
import java.util.stream.Stream;

/** What the overlay shown at the end needs to know of the rest. */
record ClosingSurroundings(WindowEngine engine, ConsoleModel model, Operator operator)
    implements ShutdownOverlayController.Surroundings {
  @Override
  public List<EndingObject> ending() {
    return Stream.concat(
            model.relayModels().stream()
                .map(relay -> new EndingObject(ShutdownPhase.RELAY, relay, relay::isAtWork)),
            model.connectionModels().stream()
                .map(each -> new EndingObject(each.endedIn(), each, each::isAlive)))
        .filter(object -> object.alive().getAsBoolean())
        .toList();
  }

  @Override
  public void forceQuit() {
    engine.life().ifPresent(life -> operator.follow(life.forceQuit()));
  }

  @Override
  public boolean isOwnEnd() {
    return engine.life().isPresent();
  }
}
