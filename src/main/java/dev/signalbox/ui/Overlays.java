package dev.signalbox.ui;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.incidents.HandoverController;
import dev.signalbox.ui.palette.PaletteController;
import dev.signalbox.ui.palette.PaletteEntry;
import dev.signalbox.ui.quiet.QuietController;
import dev.signalbox.ui.settings.SettingsController;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;

/**
 * What may be laid over the window while it is in use: the map of the keys, the palette, the
 * handover, the configuration, what mutes an object. One at a time, and it keeps the keyboard until
 * it goes. FX thread.
 */
final class Overlays {
  private final Node content;
  private final Node keys;
  private final PaletteController palette;
  private final HandoverController handover;
  private final SettingsController settings;
  private final QuietController mute;
  private final BooleanSupplier open;

  /** What had the keyboard before something was laid over it. */
  private Optional<Node> before = Optional.empty();

  /**
   * Over that content.
   *
   * @param open whether the program is in use: where it ends, nothing is laid over it any more
   */
  Overlays(
      Node content,
      Node keys,
      PaletteController palette,
      HandoverController handover,
      SettingsController settings,
      QuietController mute,
      BooleanSupplier open) {
    this.content = content;
    this.keys = keys;
    this.palette = palette;
    this.handover = handover;
    this.settings = settings;
    this.mute = mute;
    this.open = open;
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

  void openSettings(Optional<String> connection) {
    if (isUncovered() && settings.isUsable()) {
      cover();
      settings.open(connection, this::uncover);
    }
  }

  void openMute(Subject subject, String name) {
    if (isUncovered()) {
      cover();
      mute.open(subject, name, this::uncover);
    }
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
