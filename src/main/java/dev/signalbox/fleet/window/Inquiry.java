package dev.signalbox.fleet.window;

import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.UnreadableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks one engine, and reads what it answers. Any thread, returns at once. */
record Inquiry(WatchedFleet fleet, EngineAddress engine) {

  /** The answer; fails if there is none, or it is not understood. */
  <T> CompletableFuture<T> of(Question question, Class<T> type) {
    return fleet
        .ask(engine, question)
        .thenApply(
            answer -> {
              try {
                return fleet.of(engine).read(answer, type);
              } catch (UnreadableException e) {
                throw new CompletionException(e);
              }
            });
  }
}
