package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.console.RelayTools;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Button;

/**
 * What the tools of one relay work with.
 *
 * @param commands sends one in the operator's name
 * @param hints tell what a button will do
 * @param objection why nothing can be changed now, in words; empty if something can
 */
public record ToolDesk(
    String relay,
    Console console,
    Function<Command, CompletionStage<Verdict>> commands,
    Supplier<Optional<String>> objection,
    Supplier<Instant> now,
    Hints hints,
    Texts texts) {

  /**
   * Has it told what this button will do.
   *
   * @param refusal why it can do nothing now; empty if it can
   */
  void hint(Button button, Supplier<String> effect, Supplier<Optional<String>> refusal) {
    hints.of(
        button,
        () ->
            Optional.of(
                refusal
                    .get()
                    .map(why -> texts.get("hint.off", button.getText(), why))
                    .orElseGet(effect)));
  }

  /** Empty once the relay has left the engine. */
  Optional<RelayTools> tools() {
    return console.tools(relay);
  }
}
