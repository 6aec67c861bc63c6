package dev.signalbox.ui;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.incidents.HandoverController;
import dev.signalbox.ui.objects.ObjectModel;
import dev.signalbox.ui.palette.PaletteController;
import dev.signalbox.ui.palette.PaletteEntry;
import dev.signalbox.ui.quiet.QuietController;
import dev.signalbox.ui.settings.SettingsController;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final Node content;
  private final ConfigurationPlace configuration;
  private final Overlay<KeysController> keys;
  private final Overlay<PaletteController> palette;
  private final Overlay<HandoverController> handover;
  private final Overlay<SettingsController> settings;
  private final Overlay<QuietController> mute;

  /** What had the keyboard before something was laid over it. */
  private Optional<Node> before = Optional.empty();

  /**
   * None is shown yet.
   *
   * @param window has the content, and is what they are laid over
   * @param configuration the configuration, which is one of them
   * @param chosen the object that is chosen in the list
   */
  Overlays(
      StackPane window,
      Node content,
      WindowEngine engine,
      ConsoleModel model,
      ConfigurationPlace configuration,
      Supplier<Optional<ObjectModel>> chosen,
      Views views) {
    // Where the program ends, nothing is laid over it any more.
    this.open = () -> engine.life().isEmpty() || model.programModel().isOpen();
    this.chosen = chosen;
    this.content = content;
    this.configuration = configuration;
    Texts texts = views.texts();
    this.keys = new Overlay<>("keys", new KeysController(), views, window);
    this.palette = new Overlay<>("palette", new PaletteController(), views, window);
    this.handover =
        new Overlay<>(
            "handover",
            new HandoverController(
                model.past(), model::plant, model::positions, engine.description(), texts),
            views,
            window);
    this.settings = new Overlay<>("settings", configuration.controller(), views, window);
    this.mute =
        new Overlay<>(
            "mute",
            new QuietController(model.quiet(), () -> model.programModel().now(), texts),
            views,
            window);
  }

  void toggleKeys() {
    if (keys.shown().isPresent()) {
      keys.made().close();
    } else if (isUncovered()) {
      cover();
      keys.made().open(this::uncover);
    }
  }

  void openHandover() {
    if (isUncovered()) {
      cover();
      handover.made().open(this::uncover);
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
    if (isUncovered() && configuration.controller().isUsable()) {
      cover();
      settings.made().open(connection, this::uncover);
    }
  }

  /** How long the chosen object is to be quiet. */
  void openMute() {
    chosen.get().filter(_ -> isUncovered()).ifPresent(this::openMute);
  }

  private void openMute(ObjectModel object) {
    cover();
    mute.made().open(object.subject(), object.name(), this::uncover);
  }

  void openPalette(List<PaletteEntry> entries) {
    if (isUncovered()) {
      cover();
      palette.made().open(entries, this::uncover);
    }
  }

  /** Closes what lies over the window; tells whether there was something. */
  boolean escape() {
    boolean covered =
        Stream.of(keys, handover, settings, mute).anyMatch(one -> one.shown().isPresent());
    keys.shown().ifPresent(KeysController::close);
    handover.shown().ifPresent(HandoverController::close);
    settings.shown().ifPresent(SettingsController::escape);
    mute.shown().ifPresent(QuietController::close);
    return covered;
  }

  /** Makes room for what the end of the program shows. */
  void showClosing(boolean closes) {
    content.setDisable(closes);
    if (closes) {
      keys.shown().ifPresent(KeysController::close);
      handover.shown().ifPresent(HandoverController::close);
      settings.shown().ifPresent(SettingsController::close);
      mute.shown().ifPresent(QuietController::close);
      palette.shown().ifPresent(PaletteController::close);
    }
  }

  private boolean isUncovered() {
    return Stream.of(keys, palette, handover, settings, mute).allMatch(one -> one.shown().isEmpty())
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
