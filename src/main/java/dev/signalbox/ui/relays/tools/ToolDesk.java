package dev.signalbox.ui.relays.tools;

import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.console.RelayTools;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the tools of one relay work with.
 *
 * @param commands sends one in the operator's name
 * @param objection why nothing can be changed now, in words; empty if something can
 */
public record ToolDesk(
    String relay,
    Console console,
    Function<Command, CompletionStage<Verdict>> commands,
    Supplier<Optional<String>> objection,
    Supplier<Instant> now,
    Texts texts) {

  /** Empty once the relay has left the engine. */
  Optional<RelayTools> tools() {
    return console.tools(relay);
  }
}
