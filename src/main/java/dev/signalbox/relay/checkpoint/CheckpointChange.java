package dev.signalbox.relay.checkpoint;

import java.time.Instant;

/**
 * Something that an operator did to a checkpoint or the relay's rows, as it is kept beside it.
 *
 * @param by who it was
 * @param what was changed
 * @param was before
 * @param became afterwards
 */
public record CheckpointChange(Instant at, String by, String what, String was, String became) {}
