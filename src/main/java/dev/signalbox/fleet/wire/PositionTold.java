package dev.signalbox.fleet.wire;

import dev.signalbox.console.RelayPosition;
import java.util.Optional;

/** Where a relay is; nothing if it never started. */
public record PositionTold(Optional<RelayPosition> position) {}
