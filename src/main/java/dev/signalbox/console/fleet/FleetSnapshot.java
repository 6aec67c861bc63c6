package dev.signalbox.console.fleet;

import java.time.Instant;
import java.util.List;

/**
 * All engines that are known of, in no order.
 *
 * @param engines each once
 */
public record FleetSnapshot(Link link, List<EngineRow> engines) {

  public FleetSnapshot {
    engines = List.copyOf(engines);
  }

  /** Whether anything can be heard of them. */
  public sealed interface Link {

    /**
     * Nothing was heard yet, or no more.
     *
     * @param reason in one line, with what is done about it
     */
    record Offline(Instant since, String reason) implements Link {}

    /** What is recorded of them is just being read. */
    record Reading(Instant since) implements Link {}

    /**
     * What happens to them is heard.
     *
     * @param lacking what the fleet lacks of what it keeps, one line each
     */
    record Online(Instant since, List<String> lacking) implements Link {
      public Online {
        lacking = List.copyOf(lacking);
      }
    }
  }
}
