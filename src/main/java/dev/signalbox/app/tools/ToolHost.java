package dev.signalbox.app.tools;

import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.tools.Bench;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the work of a command is done: with the connections open that it needs. */
@FunctionalInterface
public interface ToolHost {
  /** What of a relay a tool works with. */
  enum Part {
    SOURCE,
    SINK,
    CHECKPOINT
  }

  /** What a command does once all is connected. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it; a stop of the benches' control ends it.
     *
     * @param relays at least one
     * @return whether it was done; if not, it has been said why
     */
    boolean run(List<Bench> relays, PrintStream output) throws RelayException;
  }

  /**
   * A command's work.
   *
   * @param command the command's name
   * @param relay the relay that it is for; empty for all that are configured
   * @param parts those that have to be connected
   */
  record Job(String command, Optional<String> relay, Set<Part> parts, Work work) {}

  /** Blocks until it is done, and nothing is open any more; returns the exit code. */
  int run(Job job);
}
