package dev.signalbox.ui.log;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** The line below the log: what was asked for is answered there for a while. FX thread only. */
final class LogFoot {
  private static final long NOTICE_SECONDS = 8;

  private final Node line;
  private final Label notice;
  private final BooleanSupplier roomy;
  private Instant until = Instant.MIN;

  /**
   * Says nothing yet.
   *
   * @param roomy whether there is room for it even so
   */
  LogFoot(Node line, Label notice, BooleanSupplier roomy) {
    this.line = line;
    this.notice = notice;
    this.roomy = roomy;
  }

  void say(String text, Instant now) {
    notice.setText(text);
    show();
    until = now.plusSeconds(NOTICE_SECONDS);
  }

  /** A second has passed. */
  void second(Instant now) {
    if (now.isAfter(until)) {
      notice.setText("");
      show();
    }
  }

  /** What was asked for is answered, however little room there is. */
  void show() {
    boolean shown = roomy.getAsBoolean() || !notice.getText().isEmpty();
    line.setVisible(shown);
    line.setManaged(shown);
  }
}
