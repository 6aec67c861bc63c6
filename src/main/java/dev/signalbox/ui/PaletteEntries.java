package dev.signalbox.ui;

import dev.signalbox.console.Command;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.palette.PaletteEntry;
import dev.signalbox.ui.relays.tools.RelayToolbox;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Button;

/** All that can be asked for by name now: what an object offers, the objects, the window's keys. */
final class PaletteEntries {
  private final ConsoleView view;
  private final ConsoleModel model;
  private final WindowEngine engine;
  private final Texts texts;
  private final List<PaletteEntry> entries = new ArrayList<>();

  private PaletteEntries(ConsoleView view, ConsoleModel model, WindowEngine engine, Texts texts) {
    this.view = view;
    this.model = model;
    this.engine = engine;
    this.texts = texts;
  }

  static List<PaletteEntry> now(
      ConsoleView view, ConsoleModel model, WindowEngine engine, Texts texts) {
    PaletteEntries made = new PaletteEntries(view, model, engine, texts);
    made.addObjects();
    made.addMany();
    made.addArming();
    made.addActions();
    made.addTools();
    made.addConfiguration();
    made.addLog();
    return made.entries;
  }

  private void addObjects() {
    for (ObjectModel object : model.objects()) {
      entries.add(
          new PaletteEntry(
              object.name(),
              texts.get("palette.object", object.kind(), object.looks().get().word()),
              () -> view.choose(object)));
    }
    for (ObjectModel object : model.objects()) {
      var looks = object.looks().get();
      Stream.concat(Stream.of(looks.main()), looks.side().stream())
          .forEach(
              action ->
                  action
                      .command()
                      .ifPresent(command -> addCommand(object, action.label(), command)));
    }
  }

  private void addCommand(ObjectModel object, String label, Command command) {
    entries.add(
        new PaletteEntry(
            texts.get("objects.spokenAction", label, object.name()),
            object.kind(),
            () -> view.press(object, command)));
  }

  private void addMany() {
    for (Button button : view.offeredForMany()) {
      entries.add(new PaletteEntry(button.getText(), texts.get("objects.list"), button::fire));
    }
  }

  private void addArming() {
    if (engine.console().identity().armingNeeded()) {
      boolean armed = model.programModel().snapshot().armedUntil().isPresent();
      String arm = texts.get(armed ? "arm.renew" : "arm.button");
      String environment = engine.environmentWord();
      entries.add(new PaletteEntry(arm, environment, () -> view.send(new Command.Arm())));
      if (armed) {
        entries.add(
            new PaletteEntry(
                texts.get("arm.lock"), environment, () -> view.send(new Command.Lock())));
      }
    }
  }

  private void addTools() {
    for (ObjectModel relay : model.relayModels()) {
      for (String tool : RelayToolbox.TOOLS) {
        entries.add(
            new PaletteEntry(
                texts.get("palette.of", texts.get("tools." + tool), relay.name()),
                texts.get("relay.tools"),
                () -> view.openTool(relay, tool)));
      }
    }
  }

  private void addConfiguration() {
    if (view.canAdd()) {
      String hint = texts.get("settings.heading");
      entries.add(new PaletteEntry(texts.get("settings.add"), hint, view::add));
      for (ConnectionModel connection : model.connectionModels()) {
        Optional<String> edited = Optional.of(connection.endpoint().name());
        entries.add(
            new PaletteEntry(
                texts.get("palette.of", texts.get("settings.edit"), connection.name()),
                hint,
                () -> view.overlays().openSettings(edited)));
      }
    }
  }

  private void addLog() {
    view.log()
        .further()
        .forEach(
            (key, action) ->
                entries.add(new PaletteEntry(texts.get(key), texts.get("log.title"), action)));
  }

  private void addActions() {
    add("log.whole", view.regions()::toggleLog);
    add("filter", () -> view.log().focusSearch());
    add("find", view.regions()::findObject);
    add("follow", () -> view.log().follow());
    add("log.find", () -> view.log().find());
    add("log.error", () -> view.log().goToError(1));
    add("log.mark", () -> view.log().toggleMark());
    add("log.save", () -> view.log().save());
    add("log.problem", () -> view.log().copyProblem());
    add("polling", () -> view.polling().toggle());
    add("history", view.regions()::toggleHistory);
    add("plan", view.regions()::togglePlan);
    add("handover", view.overlays()::openHandover);
    add("settings", view.overlays()::openSettings);
    add("mute", view.overlays()::openMute);
    add("diagnostics", view::saveDiagnostics);
    add("region", () -> view.regions().focus(1));
    add("dense", view::toggleDense);
    add("theme", view::nextTheme);
    add("zoom.in", () -> view.zoom().zoomIn());
    add("zoom.out", () -> view.zoom().zoomOut());
    add("zoom.reset", () -> view.zoom().zoomAsUsual());
    add("help", view.overlays()::toggleKeys);
    add("quit", () -> view.close(new ShutdownReason.Quit()));
  }

  private void add(String key, Runnable action) {
    entries.add(
        new PaletteEntry(
            texts.get("keys." + key + ".action"), texts.get("keys." + key + ".keys"), action));
  }
}
