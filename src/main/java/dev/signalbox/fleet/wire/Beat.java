package dev.signalbox.fleet.wire;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RowTiming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That an engine is there, every few seconds, with what changes all the time.
 *
 * @param revision of its last state: whoever knows an older one has missed something
 * @param at by the engine's clock
 * @param nextLine the number that the next line of its log will have
 */
public record Beat(
    String boot, long revision, Instant at, long nextLine, List<RelayFigures> relays) {

  public Beat {
    relays = List.copyOf(relays);
  }

  /** What a relay has done so far, and where it is. */
  public record RelayFigures(
      String name, RelayCounters counters, RowTiming timing, Optional<Position> position) {}
}
