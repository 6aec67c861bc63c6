package dev.signalbox.console;

import dev.signalbox.relay.state.Position;
import java.util.Optional;

/**
 * Where a relay is, as its checkpoint says.
 *
 * @param last the last row that was relayed; empty before the first one
 * @param relayed how many rows were
 * @param holder who has the lease, in words; empty if nobody has
 */
public record RelayPosition(Optional<Position> last, long relayed, Optional<String> holder) {}
