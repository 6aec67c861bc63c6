package dev.signalbox.ui;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.incidents.HandoverController;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.palette.PaletteController;
import dev.signalbox.ui.palette.PaletteEntry;
import dev.signalbox.ui.quiet.QuietController;
import dev.signalbox.ui.settings.SettingsController;
import dev.signalbox.ui.toolkit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * What may be laid over the window while it is in use: the map of the keys, the palette, the
 * handover, the configuration, what mutes an object. One at a time, and it keeps the keyboard until
 * it goes. FX thread.
 */
final class Overlays {
  private final BooleanSupplier open;
  private final Supplier<Optional<ObjectModel>> chosen;
  private final SettingsController settings;
  private final HandoverController handover;
  private final QuietController mute;
  private final PaletteController palette = new PaletteController();
  private Node content = new StackPane();
  private Node keys = new StackPane();

  /** What had the keyboard before something was laid over it. */
  private Optional<Node> before = Optional.empty();

  /**
   * Not loaded yet.
   *
   * @param configuration the configuration, which is one of them
   * @param chosen the object that is chosen in the list
   */
  Overlays(
      WindowEngine engine,
      ConsoleModel model,
      ConfigurationPlace configuration,
      Supplier<Optional<ObjectModel>> chosen,
      Texts texts) {
    // Where the program ends, nothing is laid over it any more.
    this.open = model.programModel()::isOpen;
    this.chosen = chosen;
    this.settings = configuration.controller();
    this.handover =
        new HandoverController(
            model.past(), model::plant, model::positions, engine.description(), texts);
    this.mute = new QuietController(model.quiet(), () -> model.programModel().now(), texts);
  }

  /** The controllers of their views. */
  List<Object> controllers() {
    return List.of(settings, handover, mute, palette);
  }

  /** Lies over that content, as does the map of the keys. */
  void lieOver(Node covered, Node keyMap) {
    content = covered;
    keys = keyMap;
  }

  void toggleKeys() {
    if (keys.isVisible()) {
      keys.setVisible(false);
      uncover();
    } else if (isUncovered()) {
      cover();
      keys.setVisible(true);
      keys.requestFocus();
    }
  }

  void openHandover() {
    if (isUncovered()) {
      cover();
      handover.open(this::uncover);
    }
  }

  /** The configuration, with the chosen connection to be edited. */
  void openSettings() {
    openSettings(
        chosen
            .get()
            .map(ObjectModel::subject)
            .filter(subject -> subject.kind() == Subject.Kind.CONNECTION)
            .map(Subject::name));
  }

  /** The configuration, with that connection to be edited, else with a new one to be written. */
  void openSettings(Optional<String> connection) {
    if (isUncovered() && settings.isUsable()) {
      cover();
      settings.open(connection, this::uncover);
    }
  }

  /** How long the chosen object is to be quiet. */
  void openMute() {
    chosen.get().filter(_ -> isUncovered()).ifPresent(this::openMute);
  }

  private void openMute(ObjectModel object) {
    cover();
    mute.open(object.subject(), object.name(), this::uncover);
  }

  void openPalette(List<PaletteEntry> entries) {
    if (isUncovered()) {
      cover();
      palette.open(entries, this::uncover);
    }
  }

  /** Closes what lies over the window; tells whether there was something. */
  boolean escape() {
    if (keys.isVisible()) {
      toggleKeys();
      return true;
    }
    if (handover.isOpen()) {
      handover.close();
      return true;
    }
    if (settings.isOpen()) {
      settings.escape();
      return true;
    }
    if (mute.isOpen()) {
      mute.close();
      return true;
    }
    return false;
  }

  /** Makes room for what the end of the program shows. */
  void showClosing(boolean closes) {
    content.setDisable(closes);
    if (closes) {
      keys.setVisible(false);
      handover.close();
      settings.close();
      mute.close();
      palette.close();
    }
  }

  private boolean isUncovered() {
    return !keys.isVisible()
        && !palette.isOpen()
        && !handover.isOpen()
        && !settings.isOpen()
        && !mute.isOpen()
        && open.getAsBoolean();
  }

  private void cover() {
    before = Optional.ofNullable(content.getScene().getFocusOwner());
    content.setDisable(true);
  }

  private void uncover() {
    content.setDisable(!open.getAsBoolean());
    before.ifPresent(Node::requestFocus);
    before = Optional.empty();
  }
}
